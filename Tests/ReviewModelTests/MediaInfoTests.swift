import Foundation
import ReviewModel
import Testing

@Suite struct MediaInfoTests {
    @Test func whatWasStoredBeforeCanBeRead() throws {
        let old = """
            {"container":"mov,mp4","bytes":1,"subtitleStreams":0,"streams":1,
            "video":{"codec":"h264","width":1280,"height":720,"pixelFormat":"yuv420p","rotation":0,"start":0}}
            """
        let info = try JSONDecoder().decode(MediaInfo.self, from: Data(old.utf8))
        #expect(info.video == MediaInfo.Video(codec: "h264", width: 1280, height: 720, frameRate: nil))
    }
}
