/// One line of what `lectern-media` writes on its standard output: a JSON object whose `type` names the case.
package enum ChildMessage: Sendable, Hashable {
    /// How far the work is: 0 to 1 where the duration is known, and the seconds of media done.
    case progress(fraction: Double?, mediaTime: Double)
    case series(Series)
    case event(MediaEvent)
    case motion(MotionMap)
    case span(PictureSpan)
    /// A piece of the transcript, in order of time.
    case segment(Transcript.Segment)
    /// The last line of a run that succeeded.
    case result(Result)
    /// The last line of a run that failed for a reason the child can name.
    case failure(ChildFailure)

    /// What a run ends with, per command.
    package enum Result: Sendable, Codable, Hashable {
        case probe(MediaInfo)
        case inspect(MeasurementSet.Summary)
        case transcribe(language: String, engine: String, speech: [TimeRange])
        /// A still picture was written.
        case frame(width: Int, height: Int)
    }
}

/// Why the child could not do its work.
package struct ChildFailure: Sendable, Codable, Hashable, Error, CustomStringConvertible {
    package var code: Code
    /// For a person: names the cause.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(code.rawValue): \(message)" }

    package enum Code: String, Sendable, Codable, Hashable {
        /// The bytes are not a recording that can be opened: another attempt cannot help.
        case unreadable
        /// A real container, but not one of those that are accepted, or beyond the bounds on pixels or streams.
        case refused
        /// There is no stream of the kind that the command needs.
        case noStream
        /// A limit on time, memory or output was reached.
        case limit
        /// A model or another file of the installation is missing.
        case dependency
        /// Reading or writing a file failed.
        case io
        case `internal`
    }
}

extension ChildMessage: Codable {
    private enum CodingKeys: String, CodingKey {
        case type, fraction, mediaTime, series, event, motion, span, segment, result, failure
    }

    private enum Kind: String, Codable {
        case progress, series, event, motion, span, segment, result, failure
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .type) {
        case .progress:
            self = .progress(
                fraction: try container.decodeIfPresent(Double.self, forKey: .fraction),
                mediaTime: try container.decode(Double.self, forKey: .mediaTime))
        case .series: self = .series(try container.decode(Series.self, forKey: .series))
        case .event: self = .event(try container.decode(MediaEvent.self, forKey: .event))
        case .motion: self = .motion(try container.decode(MotionMap.self, forKey: .motion))
        case .span: self = .span(try container.decode(PictureSpan.self, forKey: .span))
        case .segment: self = .segment(try container.decode(Transcript.Segment.self, forKey: .segment))
        case .result: self = .result(try container.decode(Result.self, forKey: .result))
        case .failure: self = .failure(try container.decode(ChildFailure.self, forKey: .failure))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .progress(let fraction, let mediaTime):
            try container.encode(Kind.progress, forKey: .type)
            try container.encodeIfPresent(fraction, forKey: .fraction)
            try container.encode(mediaTime, forKey: .mediaTime)
        case .series(let series):
            try container.encode(Kind.series, forKey: .type)
            try container.encode(series, forKey: .series)
        case .event(let event):
            try container.encode(Kind.event, forKey: .type)
            try container.encode(event, forKey: .event)
        case .motion(let motion):
            try container.encode(Kind.motion, forKey: .type)
            try container.encode(motion, forKey: .motion)
        case .span(let span):
            try container.encode(Kind.span, forKey: .type)
            try container.encode(span, forKey: .span)
        case .segment(let segment):
            try container.encode(Kind.segment, forKey: .type)
            try container.encode(segment, forKey: .segment)
        case .result(let result):
            try container.encode(Kind.result, forKey: .type)
            try container.encode(result, forKey: .result)
        case .failure(let failure):
            try container.encode(Kind.failure, forKey: .type)
            try container.encode(failure, forKey: .failure)
        }
    }
}
