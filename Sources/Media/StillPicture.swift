import CLibAV
package import Foundation
import ReviewModel

/// One picture of a recording as a JPEG file's bytes.
package struct StillPicture: Sendable {
    package var jpeg: Data
    /// Pixels.
    package var width: Int
    package var height: Int

    /// Takes the picture on show at `time`: the one that begins at or just before it. Before the first picture it is the first, beyond the end the
    /// last. Turned as a player shows it.
    ///
    /// - Parameters:
    ///   - time: seconds from the start of the recording.
    ///   - maxWidth: pixels; wider pictures are made smaller.
    /// - Throws: `ChildFailure` with code `noStream` when there is no picture at all.
    package init(of input: OpenInput, at time: Double, maxWidth: Int) throws {
        guard let stream = input.video else { throw ChildFailure(.noStream, "The recording has no picture.") }
        let finder = try FrameFinder(stream, of: input)
        let frame = try finder.frame(at: time)
        let scaled = try ShownPicture(frame, rotation: Rotation(of: stream), maxWidth: maxWidth)
        jpeg = try JPEGEncoder.encode(scaled)
        width = scaled.width
        height = scaled.height
    }
}
