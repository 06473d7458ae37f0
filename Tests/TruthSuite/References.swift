import Foundation
import ReviewModel

/// Recordings with exact answers: EBU Tech 3341 and 3342, and a test picture that stands still at known times.
///
/// Of Tech 3341, cases 9 to 14 ask for momentary and short-term loudness and 20 to 23 for true peaks of signals that only the EBU's own files
/// hold; a report prints integrated loudness, loudness range and true peak, so what those steady signals integrate to stands in for 9 and 12.
enum References {
    static var cases: [Case] { loudness + range + truePeak + [freeze] }

    private static func tone(_ name: String, _ arguments: [String], figure: Case.Figure) -> Case {
        Case("ebu-\(name)", .reference, recipe: Recipe("ebu-\(name)", "wav", ffmpeg: arguments + ["-c:a", "pcm_s24le", "{out}"]), figures: [figure])
    }

    /// Steps of a 1 kHz tone on both sides: seconds and dBFS.
    private static func steps(_ steps: [(seconds: Double, level: Double)]) -> [String] {
        var begin = 0.0
        var terms: [String] = []
        for step in steps {
            terms.append("gte(t,\(begin.short))*lt(t,\((begin + step.seconds).short))*\(amplitude(step.level))")
            begin += step.seconds
        }
        let wave = "(\(terms.joined(separator: "+")))*sin(2*PI*1000*t)"
        return ["-f", "lavfi", "-i", "aevalsrc='\(wave)|\(wave)':s=48000:d=\(begin.short)"]
    }

    private static func amplitude(_ level: Double) -> String { String(Foundation.pow(10, level / 20)) }

    private static func integrated(_ name: String, _ arguments: [String]) -> Case {
        tone("3341-\(name)", arguments, figure: Case.Figure(.integratedLoudness, -23, below: 0.1, above: 0.1))
    }

    private static let loudness: [Case] = {
        let five = [-28.0, -28, -24, 0, -30, -30].map { $0 == 0 ? "0" : "\(amplitude($0))*sin(2*PI*1000*t)" }.joined(separator: "|")
        func turns(_ count: Int, _ one: (Double, Double), _ other: (Double, Double)) -> [String] {
            // One expression with a period, for a sum of so many terms is slow.
            let period = one.0 + other.0
            let wave = "if(lt(mod(t,\(period)),\(one.0)),\(amplitude(one.1)),\(amplitude(other.1)))*sin(2*PI*1000*t)"
            return ["-f", "lavfi", "-i", "aevalsrc='\(wave)|\(wave)':s=48000:d=\(period * Double(count))"]
        }
        return [
            integrated("1", steps([(20, -23)])),
            tone("3341-2", steps([(20, -33)]), figure: Case.Figure(.integratedLoudness, -33, below: 0.1, above: 0.1)),
            integrated("3", steps([(10, -36), (60, -23), (10, -36)])),
            integrated("4", steps([(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)])),
            integrated("5", steps([(20, -26), (20.1, -20), (20, -26)])),
            integrated("6", ["-f", "lavfi", "-i", "aevalsrc='\(five)':s=48000:d=20:c=5.1"]),
            integrated("9", turns(5, (1.34, -20), (1.66, -30))), integrated("12", turns(25, (0.18, -20), (0.22, -30))),
        ]
    }()

    private static let range: [Case] = [
        ("1", [-20.0, -30], 10.0), ("2", [-20, -15], 5), ("3", [-40, -20], 20), ("4", [-50, -35, -20, -35, -50], 15),
    ].map { name, levels, value in
        tone("3342-\(name)", steps(levels.map { (20, $0) }), figure: Case.Figure(.loudnessRange, value, below: 1, above: 1))
    }

    private static let truePeak: [Case] = [
        ("15", 0.5, 4.0, 0.0, -6.0), ("16", 0.5, 4, 45, -6), ("17", 0.5, 6, 60, -6), ("18", 0.5, 8, 67.5, -6), ("19", 1.41, 4, 45, 3),
    ].map { name, amplitude, part, degrees, value in
        // Faded in and out, for an abrupt start is a peak of its own.
        let wave = "\(amplitude)*min(1,min(t/0.5,(5-t)/0.5))*sin(2*PI*\(48000 / part)*t+\(degrees)*PI/180)"
        return tone(
            "3341-\(name)", ["-f", "lavfi", "-i", "aevalsrc='\(wave)|\(wave)':s=48000:d=5"],
            figure: Case.Figure(.truePeak, value, below: 0.4, above: 0.2))
    }

    private static var freeze: Case {
        let name = "mptestsrc"
        return Case(
            name, .reference,
            recipe: Recipe(
                name, "mp4",
                ffmpeg: ["-f", "lavfi", "-i", "mptestsrc=r=25:d=10:m=51", "-i", "{cities}", "-map", "0:v", "-map", "1:a", "-t", "10"] + Clip.x264
                    + Clip.aac
                    + ["-movflags", "+faststart", "{out}"]),
            expected: [
                Expected(.videoFrozen, .ranges([TimeRange(start: 4.12, end: 6.12), TimeRange(start: 6.16, end: 8.16)])),
                Expected(.videoResolutionLow),
            ], small: true)
    }
}
