import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server

@Suite("Scripts and styles of pages") struct PageAssetTests {
    @Test("A page's own are kept by browsers for good, and change their address with their contents")
    func lasting() async throws {
        let assets = PageAssets.builtIn
        try await ServerFixture().test { client async throws in
            for name in assets.names {
                let lasting = try await client.send(.get, "\(assets.address)/\(name)")
                #expect(lasting.status == .ok && lasting.body.readableBytes > 0, "\(name)")
                #expect(lasting.headers[.cacheControl] == "public, max-age=31536000, immutable", "\(name)")
                #expect(lasting.headers[.xContentTypeOptions] == "nosniff", "\(name)")
                let tag = try #require(lasting.headers[.eTag])
                for address in ["/assets/\(name)", "/assets/older/\(name)"] {
                    let other = try await client.send(.get, address)
                    #expect(other.status == .ok && other.headers[.cacheControl] == "public, no-cache", "\(name)")
                    #expect(try await client.send(.get, address, [.ifNoneMatch: tag]).status == .notModified, "\(name)")
                }
            }
            #expect(try await client.send(.get, "/assets/nothing.js").status == .notFound)
            #expect(try await client.send(.get, "\(assets.address)/..%2Fpages.css").status == .notFound)
        }
    }

    @Test("Scripts import what there is, and nothing from elsewhere")
    func imports() async throws {
        let assets = PageAssets.builtIn
        try await ServerFixture().test { client async throws in
            for name in assets.names where name.hasSuffix(".js") {
                let script = try await client.send(.get, "/assets/\(name)").content
                for found in script.matches(of: /from "([^"]+)"/) {
                    #expect(found.output.1.hasPrefix("./") && assets[String(found.output.1.dropFirst(2))] != nil, "\(name): \(found.output.1)")
                }
                #expect(!script.contains("eval(") && !script.contains("innerHTML") && !script.contains("new Function"), "\(name)")
                #expect(script.matches(of: /https?:\/\//).allSatisfy { _ in name == "tus.js" || name == "player.js" }, "\(name)")
            }
        }
    }

    @Test("Every phrase that scripts say is there")
    func phrases() async throws {
        let phrases = PageTexts.english.phrases
        try await ServerFixture().test { client async throws in
            for name in PageAssets.builtIn.names where name.hasSuffix(".js") {
                let script = try await client.send(.get, "/assets/\(name)").content
                for found in script.matches(of: /say\("([A-Za-z]+)"/) {
                    #expect(phrases[String(found.output.1)] != nil, "\(name): \(found.output.1)")
                }
            }
        }
    }
}
