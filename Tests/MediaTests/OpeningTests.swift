import Foundation
import Media
import ReviewModel
import TestSupport
import Testing

@Suite struct OpeningTests {
    private static func failure(_ clip: Clip) -> ChildFailure? {
        do {
            _ = try clip.open()
            return nil
        } catch {
            return error as? ChildFailure
        }
    }

    @Test func anEmptyFileIsUnreadable() throws {
        #expect(Self.failure(try Clip(Data(), named: "empty.mp4"))?.code == .unreadable)
    }

    @Test func aTextIsNotARecording() throws {
        let code = Self.failure(try Clip(Data("This is my essay on bees.\n".utf8), named: "essay.mp4"))?.code
        #expect(code == .unreadable || code == .refused)
    }

    @Test(arguments: [
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n%@\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '%@'\n",
    ])
    func aPlaylistIsRefused(text: String) throws {
        // What the playlist points to is a real recording: were it followed, opening would succeed.
        let other = try Clip("-f lavfi -i testsrc=d=0.2:s=64x64 \(x264)")
        let playlist = try Clip(Data(String(format: text, other.path).utf8), named: "lecture.mp4")
        #expect(Self.failure(playlist)?.code == .refused)
    }

    @Test func aMovieWithoutItsIndexSaysSo() throws {
        let whole = try Clip("-f lavfi -i testsrc=d=1:s=320x240 \(x264)")
        let failure = Self.failure(try Clip(try whole.data.dropLast(3000), named: "cut.mp4"))
        #expect(failure?.code == .unreadable)
        #expect(failure?.message.contains("index") == true)
    }

    @Test func tooManyPixelsAreRefused() throws {
        let clip = try Clip("-f lavfi -i color=s=8000x6000:d=0.04 -frames:v 1 -c:v png", to: "huge.mkv")
        #expect(Self.failure(clip)?.code == .refused)
    }

    @Test func aFolderIsNotARecording() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ChildFailure.self) { try InputFile(path: folder.url.path) }
        #expect(throws: ChildFailure.self) { try InputFile(path: folder.path("nothing")) }
    }
}
