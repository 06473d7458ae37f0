import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Server

@Suite("Ranges of bytes") struct ByteRangeTests {
    /// A range in short: `whole`, `none`, or its bytes.
    private static func told(_ range: ByteRange) -> String {
        switch range {
        case .whole: "whole"
        case .part(let part): "\(part)"
        case .unsatisfiable: "none"
        }
    }

    @Test(
        "One range, within what there is",
        arguments: [
            ("bytes=0-0", "0..<1"), ("bytes=0-99", "0..<100"), ("bytes=10-19", "10..<20"), ("bytes=99-99", "99..<100"), ("bytes=0-", "0..<100"),
            ("bytes=99-", "99..<100"), ("bytes=-1", "99..<100"), ("bytes=-99", "1..<100"), ("bytes=-100", "0..<100"), ("BYTES=5-6", "5..<7"),
            ("bytes=007-008", "7..<9"),
        ])
    func part(header: String, range: String) {
        #expect(Self.told(ByteRange(header, size: 100)) == range)
    }

    @Test(
        "What lies beyond the end is cut off; nothing of it is there where all of it lies there",
        arguments: [
            ("bytes=90-100", "90..<100"), ("bytes=0-1000", "0..<100"), ("bytes=-101", "0..<100"), ("bytes=100-", "none"), ("bytes=100-100", "none"),
            ("bytes=200-300", "none"), ("bytes=-0", "none"), ("bytes=-000", "none"),
        ])
    func beyond(header: String, range: String) {
        #expect(Self.told(ByteRange(header, size: 100)) == range)
    }

    @Test(
        "Numbers that no file reaches stand for its end",
        arguments: [
            ("bytes=0-9223372036854775807", "0..<100"), ("bytes=0-99999999999999999999999999", "0..<100"),
            ("bytes=-9223372036854775807", "0..<100"), ("bytes=-99999999999999999999999999", "0..<100"), ("bytes=9223372036854775807-", "none"),
            ("bytes=99999999999999999999999999-", "none"), ("bytes=9223372036854775807-9223372036854775807", "none"),
            ("bytes=99999999999999999999-99999999999999999999", "none"), ("bytes=99999999999999999999-5", "whole"),
        ])
    func huge(header: String, range: String) {
        #expect(Self.told(ByteRange(header, size: 100)) == range)
    }

    @Test(
        "Of several ranges, of other units and of what is malformed the whole is sent",
        arguments: [
            nil, "", "bytes", "bytes=", "bytes=-", "bytes=--", "bytes=5-2", "bytes=0-1,5-6", "bytes=0-1,", "bytes=,0-1", "bytes=1", "bytes=a-b",
            "bytes=1-b", "bytes=1-2-3", "bytes=+1-2", "bytes=-+1", "bytes=--1", "bytes=0x1-0x2", "bytes=1.0-2.0", "bytes:0-1", "octets=0-1",
            "seconds=0-1", "bytes=\u{0661}-\u{0662}", "bytes=1 0-20",
        ])
    func whole(header: String?) {
        #expect(Self.told(ByteRange(header, size: 100)) == "whole")
    }

    @Test("Of an empty file there is no part", arguments: ["bytes=0-", "bytes=0-0", "bytes=-1", "bytes=5-9"])
    func empty(header: String) {
        #expect(Self.told(ByteRange(header, size: 0)) == "none")
        #expect(Self.told(ByteRange(nil, size: 0)) == "whole")
    }

    @Test("The largest file there can be")
    func largest() {
        #expect(Self.told(ByteRange("bytes=0-", size: .max)) == "0..<\(Int64.max)")
        #expect(Self.told(ByteRange("bytes=-1", size: .max)) == "\(Int64.max - 1)..<\(Int64.max)")
        #expect(Self.told(ByteRange("bytes=9223372036854775806-9223372036854775807", size: .max)) == "\(Int64.max - 1)..<\(Int64.max)")
    }

    @Test(
        "A part is sent only of the bytes that If-Range names, by a strong tag",
        arguments: [
            (nil, "0..<10"), ("\"tag\"", "0..<10"), ("\"other\"", "whole"), ("W/\"tag\"", "whole"), ("tag", "whole"),
            ("Mon, 12 Jan 1970 13:46:40 GMT", "whole"),
        ] as [(String?, String)])
    func ifRange(condition: String?, range: String) {
        var headers = HTTPFields()
        headers[HTTPField.Name("Range")!] = "bytes=0-9"
        headers[HTTPField.Name("If-Range")!] = condition
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: headers),
            body: RequestBody(buffer: ByteBuffer()))
        #expect(Self.told(ByteRange(request, size: 100, entityTag: "\"tag\"")) == range)
    }
}
