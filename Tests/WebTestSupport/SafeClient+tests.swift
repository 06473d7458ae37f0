package import Ingest

extension AddressPolicy {
    /// Lets a test's own server be reached, and nothing else that is not public: not even the rest of loopback.
    package static let test = AddressPolicy(allowing: ["127.0.0.1/32"].compactMap(AddressRange.init))
}

extension SafeClient {
    /// Knows `media.test`, where a test's own server is.
    package static func test(_ resolver: ScriptedResolver = ScriptedResolver(["media.test": [["127.0.0.1"]]])) -> SafeClient {
        SafeClient(resolver: resolver, policy: .test)
    }

    /// What an address answers.
    package func status(of address: String) async throws -> Int {
        try await get(address, deadline: .seconds(20)) { $0.status }
    }

    /// Why an address is not fetched; nil where it is.
    package func refusal(of address: String) async throws -> FetchRefusal? {
        do {
            _ = try await status(of: address)
            return nil
        } catch let refusal as FetchRefusal {
            return refusal
        }
    }
}

extension FetchRefusal {
    package var isFinal: Bool {
        if case .final = self { true } else { false }
    }
}
