import HTTPTypes
import HummingbirdTesting
import NIOCore
import ReviewModel
import Testing

@testable import Server

@Suite("Reports as files for other programs") struct ExportRouteTests {
    /// Names and media types.
    static let exports: [(String, String)] = [
        ("findings.csv", "text/csv; charset=utf-8"), ("chapters.vtt", "text/vtt; charset=utf-8"), ("chapters.txt", "text/plain; charset=utf-8"),
        ("markers.edl", "text/plain; charset=utf-8"), ("markers.otio", "application/json"), ("report.html", "text/html; charset=utf-8"),
    ]

    @Test("Each is a file to save, named after the lecture, with a tag of its own", arguments: exports)
    func served(name: String, type: String) async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client) + "/exports/" + name
            let file = try await client.call(.get, path)
            #expect(file.status == .ok && file["Content-Type"] == type && file.body.readableBytes > 0)
            #expect(file["Content-Disposition"] == "attachment; filename=\"a.mp4 - \(name)\"; filename*=UTF-8''a.mp4%20-%20\(name)")
            #expect(file["ETag"]?.hasSuffix("-\(name)\"") == true && file["Cache-Control"] == "private, no-cache")
            #expect(file["Retry-After"] == nil)

            let known = try await client.call(.get, path, ["If-None-Match": file["ETag"] ?? ""])
            #expect(known.status == .notModified && known.body.readableBytes == 0 && known["ETag"] == file["ETag"])
            let head = try await client.call(.head, path)
            #expect(head.status == .ok && head.body.readableBytes == 0 && head["Content-Disposition"] == file["Content-Disposition"])
        }
    }

    @Test("They hold what was found and what instructors said to it")
    func content() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client)
            let before = try await client.call(.get, path + "/exports/findings.csv")
            #expect(before.content.hasPrefix("\u{FEFF}number,id,code,severity,"))
            #expect(before.content.contains("\r\n1,video.black-1,video.black,must-fix,10,13,10.00-13.00,"))
            #expect(before.content.hasSuffix(",,\r\n"))
            let edits = try await client.call(.get, path + "/exports/markers.edl").content
            #expect(edits.contains("\r\n* FROM CLIP NAME: a.mp4\r\n") && edits.contains("\r\n* LOC: 00:00:10:00 RED "))
            #expect(try await client.call(.get, path + "/exports/markers.otio").object["OTIO_SCHEMA"] as? String == "Timeline.1")

            let answer = #"{"state": "fixed", "note": "=1+1"}"#
            #expect(try await client.call(.put, path + "/findings/video.black-1/response", body: answer).status == .ok)
            let after = try await client.call(.get, path + "/exports/findings.csv", ["If-None-Match": before["ETag"] ?? ""])
            #expect(after.status == .ok && after.content.hasSuffix(",fixed,'=1+1\r\n"))
        }
    }

    @Test("While stages run they hold what is known, and say when there may be more; titles of any letters make a name that is safe")
    func early() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.submitted(client, #"{"title": "Übung 3/4: \"Licht\""}"#)
            let file = try await client.call(.get, path + "/exports/chapters.txt")
            #expect(file.status == .ok && file["Retry-After"] != nil)
            let name = "attachment; filename=\"_bung 3 4 Licht - chapters.txt\"; filename*=UTF-8''%C3%9Cbung%203%204%20Licht%20-%20chapters.txt"
            #expect(file["Content-Disposition"] == name)
        }
    }

    @Test("Without a recording there is nothing to hand out, and a name that there is not is told with those that there are")
    func missing() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let early = try await client.call(.get, path + "/exports/findings.csv")
            #expect(early.status == .conflict && early.problem == "nothing-to-report")
            for name in ["findings.xls", "findings", "FINDINGS.CSV"] {
                let response = try await client.call(.get, path + "/exports/" + name)
                #expect(response.status == .notFound && response.problem == "export-not-found", "\(name)")
                let detail = response.object["detail"] as? String ?? ""
                #expect(Self.exports.allSatisfy { detail.contains($0.0) })
            }
            #expect(try await client.call(.get, "/v1/reviews/none/exports/findings.csv").problem == "review-not-found")
        }
    }

    @Test("The page has its stills inside, and no address that needs the link it came by")
    func page() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let key = fixture.physics.link.secret
            let page = try await client.send(.get, fixture.physics.path + "/exports/report.html?key=" + key)
            #expect(page.status == .ok && page.headers[.contentSecurityPolicy] != nil)
            #expect(page.content.contains("src=\"data:image/jpeg;base64,"))
            #expect(!page.content.contains(key) && !page.content.contains("transcript.vtt") && !page.content.contains("frames/"))
        }
    }

    @Test("A name is in ASCII for old clients, without what they trip over, and as it is for others")
    func names() {
        let field = ContentDisposition.attachment("a\"b%c\\d é.csv")
        #expect(field == "attachment; filename=\"a_b_c_d _.csv\"; filename*=UTF-8''a%22b%25c%5Cd%20%C3%A9.csv")
        #expect(ContentDisposition(field).parameters["filename"] == "a\"b%c\\d é.csv")
    }
}
