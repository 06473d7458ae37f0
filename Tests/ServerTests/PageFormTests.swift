import Foundation
import HTTPTypes
import HummingbirdTesting
import JobQueue
import NIOCore
import ReviewModel
import Storage
import Testing

@testable import Server

@Suite("Forms of pages, without scripts") struct PageFormTests {
    @Test("A recording is sent in, and its review shown")
    func upload() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client async throws in
            let body = """
                --b\r\nContent-Disposition: form-data; name="title"\r\n\r\nWaves\r\n--b\r\nContent-Disposition: form-data; name="course"\r\n\r\n\r\n\
                --b\r\nContent-Disposition: form-data; name="file"; filename="waves.mp4"\r\n\r\nbytes\r\n--b--\r\n
                """
            let fields: HTTPFields = [.contentType: "multipart/form-data; boundary=b", .accept: "text/html"]
            let response = try await client.send(.post, "/upload", fields, body: body)
            #expect(response.status == .seeOther)
            let page = try await client.page(try #require(response.headers[.location]))
            #expect(page.status == 200 && page.html.contains("Waves"))
        }
    }

    @Test("A form that cannot be done is answered with a page that leads back")
    func refusal() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client async throws in
            let fields: HTTPFields = [
                .contentType: "multipart/form-data; boundary=b", .accept: "text/html", .referer: "http://localhost/?state=failed",
            ]
            let page = Page(try await client.send(.post, "/upload", fields, body: "--b--\r\n"))
            #expect(page.status == 400 && page.values(of: "href").contains("/?state=failed"))
            let review = "/reviews/" + BoardFixture.id(try await client.createReview())
            #expect(try await client.submit(review + "/rerun", "rubric=lecture").status == .conflict)
            #expect(try await client.submit(review + "/findings/video.black-1/response", "state=nonsense").status == .unprocessableContent)
        }
    }

    @Test("Findings are answered")
    func answer() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let (secret, review) = (fixture.token(.instructor, .physics), "/reviews/\(fixture.physics.completed)")
            let body = "state=dismissed&note=It+is+%22art%22%0D%0A%26+meant"
            let response = try await client.submit("\(review)/findings/\(Holdings.finding)/response", body, as: secret)
            #expect(response.status == .seeOther && response.headers[.location] == review + "#findings")
            let page = try await client.page(review, as: secret)
            #expect(page.html.contains("It is &quot;art&quot;\n&amp; meant</textarea>"))
            #expect(page.html.contains("value=\"dismissed\" aria-pressed=\"true\""))
        }
    }

    @Test("A review is judged again, cancelled and deleted")
    func review() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let secret = fixture.token(.operator, .physics)
            let completed = "/reviews/\(fixture.physics.completed)"
            #expect(try await client.submit(completed + "/rerun", "rubric=accessibility", as: secret).headers[.location] == completed)
            let status = try await client.send(.get, fixture.physics.path, as: secret).object
            #expect(status["rubric"] as? String == "accessibility" && status["state"] as? String == "inProgress")
            let running = "/reviews/\(fixture.physics.running)"
            #expect(try await client.submit(running + "/cancel", as: secret).headers[.location] == running)
            #expect(try await client.page(running, as: secret).html.contains("Cancelled"))
            let deletion = try await client.submit(completed + "/delete", as: secret)
            let list = try await client.page(try #require(deletion.headers[.location]), as: secret)
            #expect(list.html.contains("role=\"status\">The review is deleted"))
            #expect(try await !client.page("/", as: secret).html.contains("The review is deleted"))
            #expect(try await client.page(completed, as: secret).status == 404)
        }
    }

    @Test("Queues are paused and go on, and dead jobs begin anew")
    func queues() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let secret = fixture.token(.operator, .everywhere)
            #expect(try await client.submit("/queues/quality/pause", as: secret).headers[.location] == "/queues")
            #expect(try await client.page("/queues", as: secret).html.contains("action=\"/queues/quality/resume\""))
            _ = try await client.submit("/queues/quality/resume", as: secret)
            let page = try await client.page("/queues", as: secret)
            #expect(page.html.contains("action=\"/queues/quality/pause\"") && page.html.contains("<code>The disk is on fire.</code></p>"))
            _ = try await client.submit("/queues/jobs/\(fixture.physics.deadJob)/retry", as: secret)
            #expect(try await fixture.queue.job(fixture.physics.deadJob)?.state == .waiting)
            _ = try await client.submit("/queues/jobs/\(fixture.physics.deadJob)/cancel", as: secret)
            #expect(try await fixture.queue.job(fixture.physics.deadJob)?.state == .cancelled)
            _ = try await client.submit("/queues/ingest/retry", as: secret)
            #expect(try await fixture.queue.job(fixture.chemistry.deadJob)?.state == .waiting)
            #expect(try await client.submit("/queues/nothing/pause", as: secret).status == .notFound)
        }
    }

    @Test("Who serves one course sees its jobs alone, and moves no queue")
    func courseOperator() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let secret = fixture.token(.operator, .physics)
            let page = try await client.page("/queues", as: secret)
            #expect(page.status == 200 && page.html.contains(fixture.physics.deadJob) && !page.html.contains(fixture.chemistry.deadJob))
            #expect(!page.html.contains("/queues/quality/pause"))
            #expect(try await client.submit("/queues/quality/pause", as: secret).status == .forbidden)
            #expect(try await client.submit("/queues/jobs/\(fixture.chemistry.deadJob)/retry", as: secret).status == .notFound)
        }
    }

    @Test("What a form did is in the audit log")
    func audit() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            _ = try await client.submit("/queues/quality/pause", as: fixture.token(.operator, .everywhere))
            let entries = try await fixture.queue.database.read { try AuditStore.list(before: nil, limit: 10, $0) }
            #expect(entries.contains { $0.action == "POST /queues/{name}/pause" && $0.target == "/queues/quality/pause" && $0.status == 303 })
        }
    }
}
