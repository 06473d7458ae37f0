import Analysis
import ArgumentParser
import Foundation
import ReviewModel
import Storage

/// Says how large an hour of measurements is, and how long the rules take to judge it.
///
/// Reads what `lectern-media probe` and `lectern-media inspect` have written, one after the other, on standard input. What was measured is repeated
/// until it fills an hour.
struct JudgeBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judging", abstract: "Measure the size of an hour of measurements and the time that judging it takes.")

    @Option(help: "Times that it is judged.")
    var runs = 20

    func run() throws {
        var (media, set) = (MediaInfo?.none, MeasurementSet())
        while let line = readLine() {
            switch try JSONDecoder().decode(ChildMessage.self, from: Data(line.utf8)) {
            case .series(let series): set.series.append(series)
            case .event(let event): set.events.append(event)
            case .motion(let motion): set.motion = motion
            case .span(let span): set.spans.append(span)
            case .result(.probe(let info)): media = info
            case .result(.inspect(let summary)): set.summary = summary
            default: break
            }
        }
        guard let media, let seconds = set.summary.videoEnd, seconds > 0 else {
            throw ValidationError("There is no probe or no inspection of a picture.")
        }
        let times = Int((3600 / seconds).rounded(.up))
        let hour = set.repeated(times, every: seconds)
        let bytes = try MeasurementColumns.encode(hour).count
        let recording = Recording(media: media, measurements: hour)
        let clock = ContinuousClock()
        let took = (0..<max(1, runs)).map { _ in clock.measure { _ = RuleBook.quality.findings(in: recording, by: .lecture) } }.sorted()
        let milliseconds = took[took.count / 2] / .milliseconds(1)
        print("bytes \(bytes)")
        print("seconds \(seconds * Double(times))")
        print("judging \(milliseconds) ms, median of \(took.count)")
    }
}

extension MeasurementSet {
    /// The same again and again, one after the other.
    fileprivate func repeated(_ times: Int, every seconds: Double) -> MeasurementSet {
        var result = self
        result.events = []
        result.spans = []
        for index in result.series.indices { result.series[index].steps = [] }
        result.motion?.packed = Data()
        for time in 0..<times {
            let offset = Double(time) * seconds
            result.events += events.map { event in
                var event = event
                (event.start, event.end) = (event.start + offset, event.end + offset)
                return event
            }
            result.spans += spans.map {
                PictureSpan(start: $0.start + offset, end: $0.end + offset, kind: $0.kind, inset: $0.inset, still: $0.still + offset)
            }
            for (index, series) in series.enumerated() {
                let count = Int((Double(time + 1) * seconds / series.interval).rounded()) - result.series[index].count
                result.series[index].steps += series.steps.prefix(count) + Array(repeating: Series.missing, count: max(0, count - series.count))
            }
            if let motion { result.motion?.packed.append(motion.packed) }
        }
        result.summary.videoEnd = summary.videoEnd.map { $0 + Double(times - 1) * seconds }
        result.summary.audioEnd = summary.audioEnd.map { $0 + Double(times - 1) * seconds }
        result.summary.frames *= times
        return result
    }
}
