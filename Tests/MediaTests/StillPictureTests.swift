import Foundation
import Media
import TestSupport
import Testing

@Suite struct StillPictureTests {
    /// Red until 1 s, then blue; 25 a second.
    private static func clip(_ options: String = "", to name: String = "clip.mp4") throws -> Clip {
        try Clip(
            "-f lavfi -i color=red:s=640x360:r=25:d=2 -vf drawbox=c=blue:t=fill:enable='gte(t,0.99)' \(x264) -g 20 -bf 2 \(options)", to: name)
    }

    @Test(arguments: [(0.0, "red"), (0.97, "red"), (1.0, "blue"), (1.5, "blue"), (99, "blue")])
    func isThePictureOnShow(time: Double, colour: String) throws {
        let still = try StillPicture(of: try Self.clip().open(), at: time, maxWidth: 320)
        #expect((still.width, still.height) == (320, 180))
        #expect(still.jpeg.starts(with: [0xff, 0xd8]))
        let rgb = try Self.firstPixel(still.jpeg)
        #expect(colour == "red" ? rgb[0] > 200 && rgb[2] < 60 : rgb[2] > 200 && rgb[0] < 60)
    }

    @Test func isTurnedAndNeverMadeLarger() throws {
        let turned = try Self.clip().turned(clockwise: 90)
        let still = try StillPicture(of: try turned.open(), at: 0, maxWidth: 960)
        #expect((still.width, still.height) == (360, 640))
    }

    private static func firstPixel(_ jpeg: Data) throws -> [UInt8] {
        let source = try Clip(jpeg, named: "still.jpg")
        let raw = source.folder.path("still.rgb")
        try FFmpeg.run("-i \(source.path) -vf crop=16:16:0:0 -f rawvideo -pix_fmt rgb24", to: raw)
        return Array(try Data(contentsOf: URL(filePath: raw)).prefix(3))
    }
}
