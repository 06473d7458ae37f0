import CLibAV
import Detection
import ReviewModel

/// The sound that speech recognition takes: 16 kHz, one channel, 32-bit floats.
package struct SpeechAudio {
    /// Samples of a chunk, good only during the call, and the time of the first, seconds from the recording's start.
    package typealias Chunk = (UnsafeBufferPointer<Float>, _ time: Double) throws -> Void

    /// Hertz.
    package static let rate = 16_000
    /// Samples of a chunk at most: 1 s.
    private static let longest = rate

    private var position = 0
    private var mono: [Float] = []
    private let silence = [Float](repeating: 0, count: longest)

    /// Decodes the best sound stream from the recording's start.
    fileprivate mutating func read(from input: OpenInput, chunk: Chunk) throws {
        guard let stream = input.audio else { throw ChildFailure(.noStream, "The recording has no sound.") }
        input.select(stream)
        let packets = try PacketReader(input)
        let sound = try SoundStream(stream, of: input, rate: Self.rate)
        while let packet = try packets.next() {
            guard packet.pointee.stream_index == stream.pointee.index else { continue }
            _ = try sound.decode(packet) { try take($0, chunk) }
        }
        _ = try sound.decode(nil) { try take($0, chunk) }
    }

    private mutating func take(_ piece: SoundPiece, _ chunk: Chunk) throws {
        switch piece {
        case .start(let first, _, _):
            try giveSilence(first, chunk)
        case .gap(let missing):
            try giveSilence(missing, chunk)
        case .samples(let samples):
            SpeechMix.mix(samples, into: &mono)
            try mono.withUnsafeBufferPointer { try give($0, chunk) }
        }
    }

    private mutating func giveSilence(_ count: Int, _ chunk: Chunk) throws {
        try silence.withUnsafeBufferPointer { silence in
            var rest = count
            while rest > 0 {
                let part = min(rest, silence.count)
                try give(UnsafeBufferPointer(rebasing: silence[..<part]), chunk)
                rest -= part
            }
        }
    }

    private mutating func give(_ samples: UnsafeBufferPointer<Float>, _ chunk: Chunk) throws {
        for first in stride(from: 0, to: samples.count, by: Self.longest) {
            let part = samples[first..<min(first + Self.longest, samples.count)]
            try chunk(UnsafeBufferPointer(rebasing: part), Double(position) / Double(Self.rate))
            position += part.count
        }
    }
}

/// Decodes the best sound stream of an input to 16 kHz mono and hands it out in order, in chunks of at most a second, without holes: the time from
/// the recording's start to the first sample and what the recording lacks later are silence.
///
/// Channels are averaged, unless they cancel each other out; then the strongest is taken.
///
/// - Throws: `ChildFailure` with code `noStream` when there is no sound; what `chunk` throws.
package func readSpeechAudio(from input: OpenInput, chunk: SpeechAudio.Chunk) throws {
    var audio = SpeechAudio()
    try audio.read(from: input, chunk: chunk)
}
