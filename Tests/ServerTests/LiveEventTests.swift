import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Server

@Suite("Events over a connection", .timeLimit(.minutes(1))) struct LiveEventTests {
    @Test("The first event comes at once, others when there is news, and the last ends the body")
    func asItComes() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            let port = try #require(client.port)
            let path = try await client.createReview()
            try await RawConnection.open(port) { connection in
                try await connection.send("GET \(path)/events")
                let head = try await connection.head()
                #expect(head.hasPrefix("http/1.1 200 ") && head.contains("content-type: text/event-stream\r\n"))
                let retry = try await connection.read(through: "\n\n")
                #expect(retry.hasSuffix("retry: 2000\n\n"))
                let tag = try await client.call(.get, path)["ETag"] ?? ""
                let first = try await connection.read(through: "\n\n")
                #expect(first.contains("id: \(tag.dropFirst().dropLast())\nevent: review\ndata: {") && first.contains("awaitingMedia"))

                #expect(try await client.call(.put, path + "/media/a.mp4", body: "bytes").status == .accepted)
                let second = try await connection.read(through: "\n\n")
                #expect(second.contains("\"state\":\"inProgress\""))
                #expect(try await client.call(.post, path + "/cancel").status == .ok)
                let last = try await connection.read(through: "\n\n")
                #expect(last.contains("\"state\":\"cancelled\""))
                let end = try await connection.read(through: "0\r\n\r\n")
                #expect(end == "\r\n0\r\n\r\n")

                // The connection stays for the next request.
                try await connection.send("GET /livez")
                let next = try await connection.head()
                #expect(next.hasPrefix("http/1.1 200 "))
            }
            #expect(try await eventually { fixture.board.watchers.count == 0 })
        }
    }

    @Test("A comment shows every fifteen seconds that the connection lives, and not before")
    func keepAlive() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            let port = try #require(client.port)
            let path = try await fixture.submitted(client)
            try await RawConnection.open(port) { connection in
                try await connection.send("GET \(path)/events")
                _ = try await connection.read(through: "event: review\n")
                _ = try await connection.read(through: "\n\n")
                for _ in 0..<14 { fixture.board.watchers.tick() }
                try await fixture.forecast()
                // The forecast is the first to come: fourteen seconds are no reason for a comment.
                let news = try await connection.read(through: "\n\n")
                #expect(news.contains("event: review\n"))
                for seconds in [1, 15] {
                    for _ in 0..<seconds { fixture.board.watchers.tick() }
                    let comment = try await connection.read(through: "\n\n")
                    #expect(comment.hasSuffix("\r\n: still here\n\n"))
                }
                // The server ends with the test, and waits for those whom it tells something.
                fixture.board.watchers.close()
            }
        }
    }

    @Test("Whoever has gone is no longer counted once there was something to tell them")
    func gone() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            let port = try #require(client.port)
            let path = try await client.createReview()
            for _ in 0..<3 {
                try await RawConnection.open(port) { connection in
                    try await connection.send("GET \(path)/events")
                    _ = try await connection.read(through: "event: review\n")
                    #expect(fixture.board.watchers.count >= 1)
                }
            }
            let isEmpty = try await fixture.board.watchers.ticking { try await eventually { fixture.board.watchers.count == 0 } }
            #expect(isEmpty)
        }
    }

    @Test("The end of the service ends the bodies of all who wait")
    func close() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            let port = try #require(client.port)
            let path = try await client.createReview()
            try await RawConnection.open(port) { connection in
                try await connection.send("GET \(path)/events")
                _ = try await connection.read(through: "event: review\n")
                fixture.board.watchers.close()
                let end = try await connection.read(through: "\r\n0\r\n\r\n")
                #expect(end.hasSuffix("\n\n\r\n0\r\n\r\n"))
            }
            #expect(fixture.board.watchers.count == 0)
        }
    }
}
