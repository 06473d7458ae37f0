import CLibAV
import Detection
import ReviewModel

/// What a stream of sound is made of, on the recording's clock.
enum SoundPiece {
    /// Sound begins: `position` is its first sample, counted from the start of the recording.
    case start(position: Int, rate: Int, channels: [AVChannel])
    case samples(PlanarSamples)
    /// This many samples are missing from the recording.
    case gap(Int)
}

/// Decodes one stream of sound and lays it on the recording's clock: holes between frames are named, overlaps are cut.
final class SoundStream {
    /// Seconds by which a timestamp may differ from the end of the sound before it: containers round them, and clocks drift.
    private static let tolerance = 0.02

    private let input: OpenInput
    private let decoder: StreamDecoder
    private let wantedRate: Int?
    private var converter: SampleConverter?
    /// What came first: the pieces keep its rate and its number of channels.
    private var first: (rate: Int, channels: [AVChannel])?
    /// Where the next sample that is put in will lie, seconds from the start of the recording.
    private var clock = 0.0
    /// Samples that are still to be cut: timestamps ran back, and what they lie over is there already.
    private var surplus = 0
    /// Samples given out so far, those that were missing included, from the start of the recording.
    private(set) var position = 0

    /// - Parameter rate: hertz of the pieces; nil for the stream's own.
    init(_ stream: UnsafeMutablePointer<AVStream>, of input: OpenInput, rate: Int? = nil) throws {
        self.input = input
        decoder = try StreamDecoder(stream)
        wantedRate = rate
    }

    /// Seconds from the start of the recording to the end of the sound so far; nil before any.
    var end: Double? { first.map { Double(position) / Double($0.rate) } }

    /// Decodes a packet, or what is held back at the end when there is none.
    ///
    /// - Returns: whether the packet was damaged.
    func decode(_ packet: UnsafeMutablePointer<AVPacket>?, use: (SoundPiece) throws -> Void) throws -> Bool {
        let damaged = try decoder.decode(packet) { try take($0, use) }
        if packet == nil { try drain(use) }
        return damaged
    }

    private func take(_ frame: UnsafeMutablePointer<AVFrame>, _ use: (SoundPiece) throws -> Void) throws {
        let format = try SoundFormat(of: frame)
        if converter?.format != format {
            try drain(use)
            converter = try SampleConverter(format, frame: frame, rate: wantedRate ?? first?.rate)
        }
        guard let converter else { return }
        let time = input.time(frame.pointee.best_effort_timestamp, in: decoder.stream) ?? clock
        guard time < Bounds.seconds else { throw ChildFailure(.limit, "The recording is longer than a day.") }
        let length = Double(frame.pointee.nb_samples) / Double(format.rate)
        try align(time, converter, format, use)
        clock += length
        try converter.convert(frame) { samples in
            let cut = min(samples.count, surplus)
            surplus -= cut
            try give(cut > 0 ? samples.dropFirst(cut) : samples, use)
        }
    }

    /// Begins the sound, fills a hole before a frame, or finds how many samples lie over what is already there.
    private func align(
        _ time: Double, _ converter: SampleConverter, _ format: SoundFormat, _ use: (SoundPiece) throws -> Void
    ) throws {
        guard first != nil else {
            // Sound before the recording's start is not played.
            clock = time
            position = max(0, Int((time * Double(converter.rate)).rounded()))
            first = (converter.rate, format.channels)
            try use(.start(position: position, rate: converter.rate, channels: format.channels))
            surplus = time < 0 ? Int((-time * Double(converter.rate)).rounded()) : 0
            return
        }
        guard abs(time - clock) > Self.tolerance else { return }
        if time > clock { try drain(use) }
        clock = time
        let missing = Int((time * Double(converter.rate)).rounded()) - position
        surplus = max(0, -missing)
        if missing > 0 {
            position += missing
            try use(.gap(missing))
        }
    }

    private func give(_ samples: PlanarSamples, _ use: (SoundPiece) throws -> Void) throws {
        guard samples.count > 0, let first else { return }
        var samples = samples
        // A stream whose layout changes on the way: as many channels as it began with, the last one repeated where there are fewer.
        if samples.planes.count != first.channels.count, let last = samples.planes.last {
            samples.planes = first.channels.indices.map { $0 < samples.planes.count ? samples.planes[$0] : last }
        }
        position += samples.count
        try use(.samples(samples))
    }

    /// Takes out of the resampler what it holds back, and begins anew.
    private func drain(_ use: (SoundPiece) throws -> Void) throws {
        try converter?.convert(nil) { try give($0, use) }
    }
}
