import ReviewModel

/// What lens and light do to a camera's picture: out of focus, too dark, burnt out, washed out.
extension Faults {
    var exposure: [Case] { blurred + underexposed + overexposed + washedOut }

    private typealias Spell = (base: String, talk: String, length: Double, label: String, filter: String)

    /// A filter with a time line over a span of each of several bases.
    private func spells(_ code: FindingCode, _ items: [Spell], small: Set<Int> = [], allowed: [FindingCode]) -> [Case] {
        zip(items, 0...).map { item, index in
            fault(code, "\(item.base)-\(item.label)-\(item.length.short)s", small: small.contains(index), allowed: allowed) { draw in
                var clip = Clip(item.base, item.talk)
                let start = draw.time(3...7, step: 0.04)
                clip.video = "\(item.filter):enable='\(String.within(start, start + item.length))'"
                return (clip, [Expected(code, from: start, to: start + item.length)])
            }
        }
    }

    /// A filter over the whole clip.
    private func throughout(_ base: String, _ talk: String, _ filter: String) -> Clip {
        var clip = Clip(base, talk, 12)
        clip.video = filter
        return clip
    }

    private func near(_ code: FindingCode, _ base: String, _ label: String, _ filter: String, seconds: Double? = nil, small: Bool = false) -> Case {
        var clip = Clip(base, "cities", 14)
        clip.video = filter + (seconds.map { ":enable='\(String.within(5, 5 + $0))'" } ?? "")
        return nearMiss(code, "\(base)-\(label)", small: small, clip)
    }

    private var blurred: [Case] {
        let items: [Spell] = [
            ("bunny", "cities", 5, "sigma6", "gblur=sigma=6"), ("hall", "dickens", 5, "sigma6", "gblur=sigma=6"),
            ("city", "stage", 6, "sigma8", "gblur=sigma=8"), ("hall", "beckett", 3.4, "sigma5", "gblur=sigma=5"),
            ("bunny", "stage", 8, "sigma10", "gblur=sigma=10"), ("bunny", "dickens", 3.4, "sigma7", "gblur=sigma=7"),
            ("city", "beckett", 4, "sigma6", "gblur=sigma=6"), ("hall", "cities", 7, "sigma12", "gblur=sigma=12"),
        ]
        return spells(.videoBlurred, items, small: [0], allowed: []) + [
            whole(.videoBlurred, "bunny-all", throughout("bunny", "cities", "gblur=sigma=7")),
            whole(.videoBlurred, "hall-all-with-grain", throughout("hall", "stage", "gblur=sigma=8,noise=alls=5:allf=t:all_seed=9")),
            near(.videoBlurred, "bunny", "1.6s", "gblur=sigma=6", seconds: 1.6, small: true),
            near(.videoBlurred, "hall", "2.2s", "gblur=sigma=6", seconds: 2.2),
            near(.videoBlurred, "bunny", "sigma0.7", "gblur=sigma=0.7"), near(.videoBlurred, "city", "sigma0.7", "gblur=sigma=0.7"),
        ]
    }

    private static let dim = "lutyuv=y='16+(val-16)*0.16':u='128+(val-128)*0.5':v='128+(val-128)*0.5'"

    private var underexposed: [Case] {
        let items: [Spell] = [
            ("bunny", "cities", 5, "eq", "eq=brightness=-0.35:contrast=0.5"), ("hall", "dickens", 5, "eq", "eq=brightness=-0.35:contrast=0.5"),
            ("bunny", "stage", 3.4, "dim", Self.dim), ("hall", "beckett", 6, "dim", Self.dim),
            ("hall", "cities", 3.4, "gamma", "eq=gamma=0.2"), ("bunny", "dickens", 8, "dim", Self.dim),
        ]
        return spells(.videoUnderexposed, items, small: [1], allowed: [.videoContrastLow]) + [
            whole(.videoUnderexposed, "hall-all", allowed: [.videoContrastLow], throughout("hall", "stage", Self.dim)),
            whole(.videoUnderexposed, "bunny-all", allowed: [.videoContrastLow], throughout("bunny", "cities", "eq=brightness=-0.3:contrast=0.5")),
            near(.videoUnderexposed, "hall", "2.2s", Self.dim, seconds: 2.2),
            near(.videoUnderexposed, "bunny", "brightness-0.1", "eq=brightness=-0.1"),
            near(.videoUnderexposed, "hall", "brightness-0.08", "eq=brightness=-0.08"),
            near(.videoUnderexposed, "bunny", "1.6s", Self.dim, seconds: 1.6),
        ]
    }

    private static let burnt = "lutyuv=y='clip(16+(val-16)*3.4,16,235)'"

    private var overexposed: [Case] {
        let items: [Spell] = [
            ("bunny", "cities", 5, "eq", "eq=brightness=0.45"), ("hall", "dickens", 5, "eq", "eq=brightness=0.45"),
            ("bunny", "stage", 3.4, "burnt", Self.burnt), ("hall", "beckett", 6, "burnt", Self.burnt),
            ("hall", "cities", 3.4, "burnt", Self.burnt), ("bunny", "dickens", 8, "burnt", Self.burnt),
        ]
        return spells(.videoOverexposed, items, small: [1], allowed: [.videoContrastLow]) + [
            whole(.videoOverexposed, "hall-all", allowed: [.videoContrastLow], throughout("hall", "stage", Self.burnt)),
            whole(.videoOverexposed, "bunny-all", allowed: [.videoContrastLow], throughout("bunny", "cities", "eq=brightness=0.5")),
            near(.videoOverexposed, "hall", "2.2s", Self.burnt, seconds: 2.2),
            near(.videoOverexposed, "bunny", "brightness0.08", "eq=brightness=0.08"),
            near(.videoOverexposed, "hall", "brightness0.08", "eq=brightness=0.08"),
            near(.videoOverexposed, "bunny", "1.6s", Self.burnt, seconds: 1.6),
        ]
    }

    private static func washed(_ contrast: Double, _ floor: Int) -> String {
        "lutyuv=y='\(floor)+(val-16)*\(contrast)':u='128+(val-128)*\(contrast)':v='128+(val-128)*\(contrast)'"
    }

    private var washedOut: [Case] {
        let items: [Spell] = [
            ("bunny", "cities", 5, "0.25", Self.washed(0.25, 100)), ("hall", "dickens", 5, "0.25", Self.washed(0.25, 90)),
            ("city", "stage", 4, "0.2", Self.washed(0.2, 100)), ("hall", "beckett", 3.4, "0.22", Self.washed(0.22, 110)),
            ("bunny", "stage", 8, "0.2", Self.washed(0.2, 80)), ("city", "cities", 6, "0.25", Self.washed(0.25, 90)),
        ]
        return spells(.videoContrastLow, items, small: [0], allowed: []) + [
            whole(.videoContrastLow, "hall-all", throughout("hall", "stage", Self.washed(0.22, 95))),
            whole(.videoContrastLow, "bunny-all", throughout("bunny", "cities", Self.washed(0.22, 105))),
            near(.videoContrastLow, "hall", "2.2s", Self.washed(0.22, 95), seconds: 2.2),
            near(.videoContrastLow, "bunny", "0.75", Self.washed(0.75, 40)),
            near(.videoContrastLow, "city", "0.8", Self.washed(0.8, 32)),
        ]
    }
}
