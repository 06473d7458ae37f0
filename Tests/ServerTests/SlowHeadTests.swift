import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server

@Suite("Clients that drip their request", .timeLimit(.minutes(1))) struct SlowHeadTests {
    @Test("A head that is never complete holds a connection no longer than one without requests")
    func drip() async throws {
        let fixture = try BoardFixture()
        var policy = HTTPService.Policy()
        policy.idleTimeout = 1
        let application = HTTPService(service: fixture.service, policy: policy, exposition: { "" })
            .application(host: "127.0.0.1", port: 0, logger: AccessFixture.silent)
        try await application.test(.live) { client in
            let port = try #require(client.port)
            await #expect(throws: (any Error).self) {
                try await RawConnection.open(port) { connection in
                    // A byte each tenth of a second, for much longer than the second that is allowed.
                    for _ in 0..<100 {
                        try await connection.write("G")
                        try await Task.sleep(for: .milliseconds(100))
                    }
                }
            }
            // Whoever is in time is served.
            #expect(try await client.execute(uri: "/livez", method: .get).status == .ok)
        }
    }
}
