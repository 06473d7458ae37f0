import Foundation
import ReviewModel

/// Loudness against EBU R 128's measure. The talks stand at -17 LUFS.
extension Faults {
    var loudness: [Case] { tooQuiet + tooLoud + uneven + peaks }

    /// A talk moved to a loudness by a fixed gain; a limiter keeps peaks at bay where it grows.
    private func talk(_ base: String, _ talk: String, at loudness: Double, mono: Bool = false) -> Clip {
        // All of the talk, for parts of it are louder or softer.
        var clip = Clip(base, talk, 30)
        clip.audio = "volume=\((loudness + 17).short)dB" + (loudness > -16 ? "," + Self.limiter : "") + (mono ? ",pan=mono|c0=0.5*c0+0.5*c1" : "")
        return clip
    }

    private static let limiter = "alimiter=limit=0.75:attack=5:release=60:level=0"

    private var tooQuiet: [Case] {
        let levels: [(String, String, Double)] = [
            ("slides", "cities", -21), ("inset", "dickens", -23), ("dark", "beckett", -26), ("slides", "stage", -30), ("typing", "cities", -37),
            ("scroll", "dickens", -20.6),
        ]
        return levels.map { base, name, level in
            whole(.audioLoudnessLow, "\(base)\(level.short)", small: level == -23, talk(base, name, at: level))
        } + [
            whole(.audioLoudnessLow, "mono-22", talk("dark", "cities", at: -22, mono: true)),
            nearMiss(.audioLoudnessLow, "19.4", talk("slides", "cities", at: -19.4)),
            nearMiss(.audioLoudnessLow, "mono-19", talk("inset", "stage", at: -19, mono: true)),
        ]
    }

    private var tooLoud: [Case] {
        let levels: [(String, String, Double)] = [
            ("slides", "cities", -13), ("inset", "dickens", -12), ("dark", "beckett", -11), ("slides", "stage", -12.5), ("typing", "dickens", -10),
        ]
        return levels.map { base, name, level in
            // The limiter takes some loudness back, so these are driven a little harder.
            whole(.audioLoudnessHigh, "\(base)\(level.short)", small: level == -12, allowed: [.audioTruePeak], talk(base, name, at: level + 1.5))
        } + [
            whole(.audioLoudnessHigh, "mono-12", allowed: [.audioTruePeak], talk("dark", "cities", at: -10.5, mono: true)),
            nearMiss(.audioLoudnessHigh, "14.7", talk("slides", "stage", at: -14.7)),
            nearMiss(.audioLoudnessHigh, "15", talk("inset", "dickens", at: -15)),
        ]
    }

    private var uneven: [Case] {
        func clip(_ base: String, _ talk: String, _ first: Double, _ second: Double, change: Double = 14) -> Clip {
            var clip = Clip(base, talk, 28)
            clip.audio = "volume='if(lt(t,\(change.short)),\(pow10(first / 20).short),\(pow10(second / 20).short))':eval=frame,\(Self.limiter)"
            return clip
        }
        let steps: [(String, String, Double, Double)] = [
            ("slides", "cities", 1, -10), ("inset", "dickens", -11, 1), ("dark", "beckett", 2, -12), ("typing", "stage", 1, -13),
            ("scroll", "cities", -13, 2),
            ("slides", "dickens", 1, -9.5),
        ]
        return steps.map { base, talk, first, second in
            whole(
                .audioLoudnessUneven, "\(base)-\(first.short)-\(second.short)", small: second == -10, allowed: [.audioLoudnessLow],
                clip(base, talk, first, second))
        } + [
            nearMiss(.audioLoudnessUneven, "5db", clip("slides", "stage", 1, -4)),
            nearMiss(.audioLoudnessUneven, "6db", clip("inset", "cities", -4, 2)),
            // Five seconds of a whispered remark are no section.
            nearMiss(.audioLoudnessUneven, "remark", clip("dark", "dickens", 0, -9, change: 24)),
        ]
    }

    private var peaks: [Case] {
        /// The talk's true peak brought to a level; PCM, for a codec moves peaks.
        func clip(_ base: String, _ talk: String, peak: Double) -> Clip {
            var clip = Clip(base, talk, 30)
            clip.audio = "volume=\((peak - (Base.talkPeak[talk] ?? 0)).short)dB"
            clip.usePCM()
            return clip
        }
        /// A knock on the microphone.
        func knock(_ base: String, _ talk: String, _ amplitude: Double) -> Clip {
            var clip = Clip(base, talk)
            clip.mix =
                "aevalsrc='\(amplitude.short)*sin(2*PI*180*t)*exp(-30*mod(t,5))|\(amplitude.short)*sin(2*PI*180*t)*exp(-30*mod(t,5))':s=48000:d=16"
            return clip
        }
        let levels: [(String, String, Double)] = [
            ("slides", "cities", -0.6), ("inset", "dickens", -0.4), ("dark", "beckett", -0.5), ("slides", "beckett", -0.3),
            ("typing", "cities", -0.2),
        ]
        return levels.map { base, talk, level in
            whole(.audioTruePeak, "\(base)-\(talk)\(level.short)", small: level == -0.6, allowed: [.audioLoudnessHigh], clip(base, talk, peak: level))
        } + [
            whole(.audioTruePeak, "knock-slides", knock("slides", "cities", 0.9)),
            whole(.audioTruePeak, "knock-inset", knock("inset", "stage", 0.92)),
            nearMiss(.audioTruePeak, "1.5", clip("slides", "cities", peak: -1.5)),
            nearMiss(.audioTruePeak, "1.8", clip("inset", "beckett", peak: -1.8)),
        ]
    }
}

/// Ten to the power of a number.
private func pow10(_ exponent: Double) -> Double {
    Foundation.pow(10, exponent)
}
