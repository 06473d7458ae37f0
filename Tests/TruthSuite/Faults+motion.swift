import ReviewModel

/// A camera that does not stand still.
extension Faults {
    var motion: [Case] {
        let strengths: [(base: String, talk: String, pixels: Double, hertz: Double)] = [
            ("bunny", "cities", 14, 3), ("hall", "dickens", 14, 3), ("city", "stage", 16, 2.6), ("hall", "beckett", 10, 4),
            ("bunny", "stage", 20, 2.3),
            ("city", "cities", 10, 4.4), ("hall", "stage", 24, 2.1),
        ]
        return strengths.map { item in
            whole(
                .videoShaky, "\(item.base)-\(item.pixels.short)px-\(item.hertz.short)hz", small: item.base == "hall" && item.hertz == 3,
                shaken(item.base, item.talk, pixels: item.pixels, hertz: item.hertz))
        } + [
            nearMiss(.videoShaky, "hall-1px", shaken("hall", "cities", pixels: 1, hertz: 3)),
            nearMiss(.videoShaky, "bunny-pan", panned("bunny")), nearMiss(.videoShaky, "hall-pan", panned("hall")),
        ]
    }

    /// Held by hand: two tones of sway that are out of step.
    private func shaken(_ base: String, _ talk: String, pixels: Double, hertz: Double) -> Clip {
        var clip = Clip(base, talk, 12)
        let sway = { (phase: Double) in
            "32+\(pixels.short)*(sin(2*PI*\(hertz.short)*t+\(phase.short))+0.6*sin(2*PI*\((hertz * 1.618).short)*t+\((phase * 2).short)))/1.6"
        }
        clip.video = "scale=1344:784:flags=lanczos,crop=1280:720:x='\(sway(0))':y='\(sway(1.3))',setsar=1"
        return clip
    }

    /// A slow, even pan on a tripod.
    private func panned(_ base: String) -> Clip {
        var clip = Clip(base, "dickens", 12)
        clip.video = "scale=1536:864:flags=lanczos,crop=1280:720:x='20*t':y=72,setsar=1"
        return clip
    }
}
