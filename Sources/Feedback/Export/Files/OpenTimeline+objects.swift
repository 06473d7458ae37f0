import Foundation

/// The objects that a timeline consists of.
extension OpenTimeline {
    struct Time: Encodable, Sendable, Hashable {
        let schema = "RationalTime.1"
        /// Frames.
        let value: Int
        /// Frames a second.
        let rate: Double

        private enum CodingKeys: String, CodingKey {
            case schema = "OTIO_SCHEMA"
            case value, rate
        }
    }

    struct Span: Encodable, Sendable, Hashable {
        let schema = "TimeRange.1"
        let start: Time
        let duration: Time

        /// In frames; the end is excluded.
        init(start: Int, end: Int, rate: Double) {
            self.start = Time(value: start, rate: rate)
            duration = Time(value: end - start, rate: rate)
        }

        private enum CodingKeys: String, CodingKey {
            case schema = "OTIO_SCHEMA"
            case start = "start_time"
            case duration
        }
    }

    struct Stack: Encodable, Sendable, Hashable {
        let schema = "Stack.1"
        let name = "tracks"
        let children: [Track]
        let effects: [String] = []
        let markers: [Marker] = []
        let metadata: [String: String] = [:]

        private enum CodingKeys: String, CodingKey {
            case schema = "OTIO_SCHEMA"
            case name, children, effects, markers, metadata
        }
    }

    struct Track: Encodable, Sendable, Hashable {
        let schema = "Track.1"
        let name: String
        let kind: String
        let children: [Clip]
        let effects: [String] = []
        let markers: [Marker] = []
        let metadata: [String: String] = [:]

        init(name: String, kind: String, clip: Clip) {
            self.name = name
            self.kind = kind
            children = [clip]
        }

        private enum CodingKeys: String, CodingKey {
            case schema = "OTIO_SCHEMA"
            case name, kind, children, effects, markers, metadata
        }
    }

    struct Clip: Encodable, Sendable, Hashable {
        let schema = "Clip.1"
        let name: String
        let range: Span
        let media: Media
        var markers: [Marker]
        let effects: [String] = []
        let metadata: [String: String] = [:]

        private enum CodingKeys: String, CodingKey {
            case schema = "OTIO_SCHEMA"
            case name, markers, effects, metadata
            case range = "source_range"
            case media = "media_reference"
        }
    }

    struct Media: Encodable, Sendable, Hashable {
        let schema: String
        let address: String?
        let range: Span
        let metadata: [String: String] = [:]

        /// The address is relative: the file beside the timeline.
        ///
        /// - Parameter fileName: nil where the report does not know its recording.
        init(fileName: String?, range: Span) {
            let plain = CharacterSet(charactersIn: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~")
            schema = fileName == nil ? "MissingReference.1" : "ExternalReference.1"
            address = fileName?.addingPercentEncoding(withAllowedCharacters: plain)
            self.range = range
        }

        private enum CodingKeys: String, CodingKey {
            case schema = "OTIO_SCHEMA"
            case address = "target_url"
            case range = "available_range"
            case metadata
        }
    }

    struct Marker: Encodable, Sendable, Hashable {
        let schema = "Marker.2"
        let name: String
        let colour: String
        let range: Span
        let metadata: [String: [String: String]]

        private enum CodingKeys: String, CodingKey {
            case schema = "OTIO_SCHEMA"
            case name, metadata
            case colour = "color"
            case range = "marked_range"
        }
    }
}
