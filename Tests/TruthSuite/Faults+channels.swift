import Foundation
import ReviewModel

/// Sides that differ, and what is left of them on one small speaker.
extension Faults {
    var channels: [Case] { dead + imbalance + inverted + inaudible }

    /// Expressions for the two sides, from those of the talk: `val(0)` and `val(1)`.
    private func sides(_ base: String, _ talk: String, _ left: String, _ right: String, length: Double = 18, pcm: Bool = false) -> Clip {
        var clip = Clip(base, talk, length)
        clip.audio = "aeval='\(left)|\(right)':c=same"
        if pcm { clip.usePCM() }
        return clip
    }

    private var dead: [Case] {
        // Heard from one side, the talk is 3 LU weaker.
        let all: [FindingCode] = [.audioLoudnessLow, .audioSilence]
        let whole: [(String, String, String, String, String)] = [
            ("right-slides", "slides", "cities", "val(0)", "0"), ("left-inset", "inset", "dickens", "0", "val(1)"),
            ("right-sample", "sample", "stage", "val(0)", "0"),
            ("right-hiss", "dark", "cities", "val(0)", "0.0002*(random(0)-0.5)"), ("left-crosstalk", "typing", "beckett", "0.002*val(0)", "val(1)"),
        ]
        let spells = [
            ("right-8s", "slides", "cities", 8.0, false), ("left-6s", "inset", "dickens", 6.0, true), ("right-10s", "dark", "beckett", 10.0, false),
        ].map {
            label, base, talk, length, isLeft in
            fault(.audioChannelDead, label) { draw in
                let start = draw.time(3...6, step: 0.01)
                let on = "(1-\(String.within(start, start + length)))"
                let range = TimeRange(start: start, end: start + length)
                return (
                    sides(base, talk, isLeft ? "val(0)*\(on)" : "val(0)", isLeft ? "val(1)" : "val(1)*\(on)"),
                    [Expected(.audioChannelDead, .ranges([range]))]
                )
            }
        }
        return whole.map { label, base, talk, left, right in
            self.whole(.audioChannelDead, label, small: label == "right-slides", allowed: all, sides(base, talk, left, right))
        } + spells + [
            nearMiss(.audioChannelDead, "same-on-both", sides("slides", "stage", "val(0)", "val(1)")),
            nearMiss(.audioChannelDead, "4s", sides("inset", "cities", "val(0)", "val(1)*(1-\(String.within(8, 12)))")),
            nearMiss(
                .audioChannelDead, "25db-weaker", allowed: [.audioLoudnessLow], expected: [Expected(.audioChannelImbalance)],
                sides("dark", "dickens", "val(0)", "0.056*val(1)")),
        ]
    }

    private var imbalance: [Case] {
        let levels: [(String, String, Double, Bool)] = [
            ("slides", "cities", 10, true), ("inset", "dickens", 7, true), ("dark", "beckett", 15, false), ("sample", "stage", 20, true),
            ("typing", "cities", 8, false),
            ("scroll", "dickens", 12, true), ("slides", "stage", 7, false),
        ]
        func clip(_ base: String, _ talk: String, _ decibels: Double, _ right: Bool) -> Clip {
            // A little louder altogether, for one side alone does not make the talk's loudness.
            let weak = "1.2*\(decibelsToFactor(-decibels))*val(\(right ? 1 : 0))"
            return sides(base, talk, right ? "1.2*val(0)" : weak, right ? weak : "1.2*val(1)")
        }
        return levels.map { base, talk, decibels, right in
            whole(
                .audioChannelImbalance, "\(base)-\(decibels.short)db", small: decibels == 10, allowed: [.audioTruePeak, .audioLoudnessLow],
                clip(base, talk, decibels, right))
        } + [
            nearMiss(.audioChannelImbalance, "4db", clip("slides", "cities", 4, true)),
            nearMiss(.audioChannelImbalance, "5db", clip("inset", "stage", 5, false)),
        ]
    }

    private func decibelsToFactor(_ decibels: Double) -> String { Foundation.pow(10, decibels / 20).short }

    /// Room that is not the same on both sides, as two microphones give it.
    private static let echo: String = {
        let side = "aformat=sample_fmts=fltp:channel_layouts=stereo"
        return "asplit[l0][r0];[l0]aecho=1:0.9:31:0.2,\(side)[l1];[r0]aecho=1:0.9:43:0.2,\(side)[r1];[l1][r1]amerge,pan=stereo|c0=c0|c1=c3"
    }()

    private var inverted: [Case] {
        let all: [(String, String, String, String, String, Bool)] = [
            ("slides", "slides", "cities", "val(0)", "-val(1)", false), ("inset", "inset", "dickens", "-val(0)", "val(1)", false),
            ("pcm", "dark", "beckett", "val(0)", "-val(1)", true), ("uneven", "sample", "stage", "val(0)", "-0.8*val(1)", false),
            ("hiss", "typing", "cities", "val(0)+0.002*(random(0)-0.5)", "0.002*(random(1)-0.5)-val(1)", false),
        ]
        let spells = [("8s", "slides", "dickens", 8.0), ("6s", "inset", "stage", 6.0)].map { label, base, talk, length in
            fault(.audioPhaseInverted, label, allowed: [.audioPhoneInaudible]) { draw in
                let start = draw.time(4...8, step: 0.01)
                return (
                    sides(base, talk, "val(0)", "val(1)*(1-2*\(String.within(start, start + length)))", pcm: true),
                    [Expected(.audioPhaseInverted, from: start, to: start + length)]
                )
            }
        }
        var wide = Clip("slides", "cities", 16)
        wide.audio = Self.echo
        return all.map { label, base, talk, left, right, pcm in
            whole(
                .audioPhaseInverted, label, small: label == "slides", allowed: label == "uneven" ? [.audioLoudnessLow] : [],
                sides(base, talk, left, right, pcm: pcm), also: [Expected(.audioPhoneInaudible)])
        } + spells + [
            nearMiss(.audioPhaseInverted, "two-microphones", wide),
            nearMiss(.audioPhaseInverted, "same-on-both", sides("inset", "beckett", "val(0)", "0.9*val(1)", pcm: true)),
        ]
    }

    private var inaudible: [Case] {
        /// Only the bass of a voice, louder, as from a microphone under a table.
        func bass(_ base: String, _ talk: String, _ hertz: Int, gain: Double) -> Clip {
            var clip = Clip(base, talk, 16)
            clip.audio = "lowpass=f=\(hertz):p=2,lowpass=f=\(hertz):p=2,lowpass=f=\(hertz):p=2,volume=\(gain.short)dB"
            return clip
        }
        let follow: [FindingCode] = [.audioBandwidthNarrow, .audioLoudnessLow, .audioHum, .audioTruePeak, .audioLoudnessHigh, .audioNoise]
        var rumble = Clip("slides", "cities", 16)
        rumble.mix = "aevalsrc='0.06*sin(2*PI*70*t)|0.06*sin(2*PI*70*t)':s=48000:d=16"
        return [
            whole(.audioPhoneInaudible, "bass-130", small: true, allowed: follow, bass("slides", "cities", 130, gain: 6)),
            whole(.audioPhoneInaudible, "bass-150", allowed: follow, bass("inset", "dickens", 150, gain: 6)),
            whole(.audioPhoneInaudible, "bass-140", allowed: follow, bass("dark", "stage", 140, gain: 6)),
            nearMiss(.audioPhoneInaudible, "talk", sides("slides", "stage", "val(0)", "val(1)")),
            nearMiss(
                .audioPhoneInaudible, "one-side-quiet", allowed: [.audioLoudnessLow], expected: [Expected(.audioChannelImbalance)],
                sides("inset", "cities", "1.2*val(0)", "0.4*val(1)")),
        ]
    }
}
