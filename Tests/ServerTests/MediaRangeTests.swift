import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@Suite("Giving a recording out") struct MediaRangeTests {
    private static let recording = String((0..<1_000).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
    private static let tag = "\"" + SHA256.hash(data: Data(recording.utf8)).map { String(format: "%02x", $0) }.joined() + "\""

    /// Bytes of the recording.
    private static func bytes(_ range: Range<Int>) -> String {
        String(decoding: Array(recording.utf8)[range], as: UTF8.self)
    }

    private static func media(_ client: any TestClientProtocol, as name: String = "Lecture%203.mp4") async throws -> String {
        let path = try await client.createReview()
        #expect(try await client.call(.put, "\(path)/media/\(name)", body: recording).status == .accepted)
        return path + "/media"
    }

    @Test("The whole of it, with what a browser needs to play it and to come back for a part")
    func whole() async throws {
        try await BoardFixture().test { client in
            let media = try await Self.media(client)
            let response = try await client.call(.get, media)
            #expect(response.status == .ok && response.content == Self.recording)
            #expect(response["Content-Length"] == "1000" && response["Content-Range"] == nil && response["Accept-Ranges"] == "bytes")
            #expect(response["Content-Type"] == "video/mp4" && response["ETag"] == Self.tag)
            #expect(response["Content-Disposition"] == "inline; filename*=UTF-8''Lecture%203.mp4")
            #expect(response["Cache-Control"] == "private, no-cache" && response["X-Content-Type-Options"] == "nosniff")
        }
    }

    @Test(
        "A part of it",
        arguments: [
            ("bytes=0-0", 0..<1), ("bytes=0-99", 0..<100), ("bytes=990-", 990..<1_000), ("bytes=-10", 990..<1_000), ("bytes=500-5000", 500..<1_000),
            ("bytes=0-", 0..<1_000), ("bytes=-5000", 0..<1_000),
        ])
    func part(header: String, range: Range<Int>) async throws {
        try await BoardFixture().test { client in
            let response = try await client.call(.get, try await Self.media(client), ["Range": header])
            #expect(response.status == .partialContent && response.content == Self.bytes(range))
            #expect(response["Content-Range"] == "bytes \(range.lowerBound)-\(range.upperBound - 1)/1000")
            #expect(response["Content-Length"] == "\(range.count)" && response["ETag"] == Self.tag)
            #expect(response["Content-Type"] == "video/mp4" && response["Accept-Ranges"] == "bytes")
        }
    }

    @Test("A part that is not there is refused with the length that is", arguments: ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
    func unsatisfiable(header: String) async throws {
        try await BoardFixture().test { client in
            let response = try await client.call(.get, try await Self.media(client), ["Range": header])
            #expect(response.status == .rangeNotSatisfiable && response["Content-Range"] == "bytes */1000" && response.problem == "range")
        }
    }

    @Test("Several parts, or what is malformed, get the whole", arguments: ["bytes=0-1,5-6", "bytes=5-2", "lines=0-1", "bytes=x"])
    func ignored(header: String) async throws {
        try await BoardFixture().test { client in
            let response = try await client.call(.get, try await Self.media(client), ["Range": header])
            #expect(response.status == .ok && response.content == Self.recording && response["Content-Range"] == nil)
        }
    }

    @Test("A part of other bytes than the client has is no use to it")
    func ifRange() async throws {
        try await BoardFixture().test { client in
            let media = try await Self.media(client)
            let match = try await client.call(.get, media, ["Range": "bytes=0-9", "If-Range": Self.tag])
            #expect(match.status == .partialContent && match.content == Self.bytes(0..<10))
            for condition in ["\"other\"", "W/" + Self.tag, "Mon, 12 Jan 1970 13:46:40 GMT"] {
                let other = try await client.call(.get, media, ["Range": "bytes=0-9", "If-Range": condition])
                #expect(other.status == .ok && other.content == Self.recording)
            }
            // A part that is not there is not asked for either.
            #expect(try await client.call(.get, media, ["Range": "bytes=5000-", "If-Range": "\"other\""]).status == .ok)
        }
    }

    @Test("What a client has is not sent again, a part neither")
    func notModified() async throws {
        try await BoardFixture().test { client in
            let media = try await Self.media(client)
            for fields in [["If-None-Match": Self.tag], ["If-None-Match": "W/" + Self.tag], ["If-None-Match": Self.tag, "Range": "bytes=0-9"]] {
                let response = try await client.call(.get, media, fields)
                #expect(response.status == .notModified && response.body.readableBytes == 0 && response["ETag"] == Self.tag)
            }
            #expect(try await client.call(.get, media, ["If-None-Match": "\"other\""]).status == .ok)
        }
    }

    @Test("A HEAD tells of the whole without sending it")
    func head() async throws {
        try await BoardFixture().test { client in
            let media = try await Self.media(client)
            let response = try await client.call(.head, media)
            #expect(response.status == .ok && response.body.readableBytes == 0 && response["Content-Length"] == "1000")
            #expect(response["Accept-Ranges"] == "bytes" && response["ETag"] == Self.tag && response["Content-Type"] == "video/mp4")
            #expect(try await client.call(.head, media, ["If-None-Match": Self.tag]).status == .notModified)
        }
    }

    /// RFC 9110, section 14.2: GET is the only method for which ranges are defined, and with others they are ignored.
    @Test("A HEAD knows no ranges", arguments: ["bytes=0-9", "bytes=5000-"])
    func headOfPart(header: String) async throws {
        try await BoardFixture().test { client in
            let response = try await client.call(.head, try await Self.media(client), ["Range": header])
            #expect(response.status == .ok && response["Content-Length"] == "1000" && response["Content-Range"] == nil)
            #expect(response.body.readableBytes == 0)
        }
    }

    @Test(
        "Its type is the one that browsers know for its name, and says nothing where they know none",
        arguments: [
            ("a.mp4", "video/mp4"), ("a.M4V", "video/mp4"), ("a.mov", "video/quicktime"), ("a.WebM", "video/webm"), ("a.mkv", "video/x-matroska"),
            ("a.mp3", "audio/mpeg"), ("a.html", "application/octet-stream"), ("a.svg", "application/octet-stream"),
            ("lecture", "application/octet-stream"), ("mp4.exe", "application/octet-stream"),
        ])
    func types(name: String, type: String) async throws {
        try await BoardFixture().test { client async throws in
            #expect(try await client.call(.get, try await Self.media(client, as: name))["Content-Type"] == type)
        }
    }

    @Test("A name that was made to do harm does none")
    func hostileName() async throws {
        try await BoardFixture().test { client in
            let path = try await client.createReview()
            let name = "..%2F%22%3B%20filename%3Devil.exe%3B%20%C3%A9%0D%0ASet-Cookie%3A%20a%3Db.mp4"
            #expect(try await client.call(.put, "\(path)/media?fileName=\(name)", body: Self.recording).status == .accepted)
            let response = try await client.call(.get, path + "/media")
            #expect(
                response["Content-Disposition"]
                    == "inline; filename*=UTF-8''%22%3B%20filename%3Devil.exe%3B%20%C3%A9Set-Cookie%3A%20a%3Db.mp4")
            #expect(response["Set-Cookie"] == nil && response["Content-Type"] == "video/mp4")
        }
    }

    @Test("Without a recording there is nothing to give out")
    func none() async throws {
        try await BoardFixture().test { client in
            let path = try await client.createReview()
            #expect(try await client.call(.get, path + "/media").problem == "no-recording")
            #expect(try await client.call(.head, path + "/media").status == .notFound)
            #expect(try await client.call(.get, "/v1/reviews/none/media").problem == "review-not-found")
        }
    }
}
