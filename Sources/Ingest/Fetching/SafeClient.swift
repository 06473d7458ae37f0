package import AsyncHTTPClient
internal import Foundation
internal import NIOCore
package import NIOHTTP1
internal import NIOPosix

/// Calls addresses that somebody else names, without being turned against the house it stands in: each host is looked up once, its addresses are
/// judged, and the connection goes to the one that was judged; so it is at each redirect.
package struct SafeClient: Sendable {
    private let resolver: any AddressResolver
    private let policy: AddressPolicy

    private static let redirects = 5

    package init(resolver: any AddressResolver = SystemResolver(), policy: AddressPolicy) {
        self.resolver = resolver
        self.policy = policy
    }

    /// An answer whose body has not been read.
    package struct Answer: Sendable {
        package let status: Int
        package let headers: HTTPHeaders
        package let body: HTTPClientResponse.Body
        /// Where it came from in the end.
        package let address: String
    }

    /// Asks for an address, and lets `read` have the answer while the connection lasts.
    ///
    /// - Throws: `FetchRefusal`, or what `read` throws.
    package func get<Result: Sendable>(
        _ address: String, headers: HTTPHeaders = [:], deadline: Duration, _ read: @escaping @Sendable (Answer) async throws -> Result
    ) async throws -> Result {
        let end = NIODeadline.now() + TimeAmount(deadline)
        var address = address
        for _ in 0...Self.redirects {
            let target = try Self.target(address)
            var request = HTTPClientRequest(url: target.url.absoluteString)
            request.headers = headers
            let next = try await exchange(request, with: target, until: end) { answer -> Step<Result> in
                if let place = try Self.redirect(answer) { return .redirect(place) }
                // The request's own deadline ends with the head.
                return .done(try await Self.within(end) { try await read(answer) })
            }
            switch next {
            case .done(let result): return result
            case .redirect(let place): address = place
            }
        }
        throw FetchRefusal.final("The address leads on and on: more than \(Self.redirects) redirects.")
    }

    private enum Step<Result: Sendable>: Sendable {
        case done(Result)
        case redirect(String)
    }

    /// Where an answer leads; nil where it leads nowhere.
    private static func redirect(_ answer: Answer) throws -> String? {
        guard [301, 302, 303, 307, 308].contains(answer.status), let place = answer.headers.first(name: "Location") else { return nil }
        guard let url = URL(string: place, relativeTo: URL(string: answer.address)) else {
            throw FetchRefusal.final("The address leads to no address: \(place)")
        }
        return url.absoluteString
    }

    /// Sends one request to the address of its host that was judged, and lets `read` have the answer, whatever it is, while the connection lasts.
    ///
    /// - Parameter end: when its head has to be there; how long the body may take is the affair of `read`.
    func exchange<Result: Sendable>(
        _ request: HTTPClientRequest, with target: Target, until end: NIODeadline, _ read: @escaping @Sendable (Answer) async throws -> Result
    ) async throws -> Result {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: try await configuration(for: target))
        do {
            let result = try await Self.exchange(request, by: client, until: end, read)
            try await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw Self.refusal(error)
        }
    }

    private static func exchange<Result: Sendable>(
        _ request: HTTPClientRequest, by client: HTTPClient, until end: NIODeadline, _ read: @escaping @Sendable (Answer) async throws -> Result
    ) async throws -> Result {
        var request = request
        request.headers.replaceOrAdd(name: "User-Agent", value: "Lectern")
        let response = try await client.execute(request, deadline: end)
        let answer = Answer(status: Int(response.status.code), headers: response.headers, body: response.body, address: request.url)
        return try await read(answer)
    }

    /// Does some work, and breaks it off where it is not done by a time.
    ///
    /// - Throws: `FetchRefusal` for what takes too long, or what `work` throws.
    static func within<Result: Sendable>(_ end: NIODeadline, _ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .nanoseconds(max(0, (end - NIODeadline.now()).nanoseconds)))
                throw FetchRefusal.later("The other side took too long.")
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }

    struct Target {
        let url: URL
        let host: String
        let port: Int
    }

    /// Takes an address apart.
    ///
    /// - Throws: `FetchRefusal`.
    static func target(_ address: String) throws -> Target {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(), let host = url.host(), !host.isEmpty else {
            throw FetchRefusal.final("This is no address: \(address.prefix(200))")
        }
        guard scheme == "http" || scheme == "https" else { throw FetchRefusal.final("Only http and https addresses are fetched, not \(scheme).") }
        guard url.user() == nil, url.password() == nil else { throw FetchRefusal.final("The address must not hold a name or a password.") }
        // A host of other signs could be read one way here and another way by the client.
        let isName = host.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || [45, 46, 95].contains(byte)
        }
        let isLiteral =
            host.contains(":")
            && host.utf8.allSatisfy { byte in
                (48...58).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte) || byte == 46
            }
        guard isName || isLiteral else { throw FetchRefusal.final("The host \(host.prefix(200)) is not written in plain letters.") }
        guard url.host == host else { throw FetchRefusal.final("The host \(host.prefix(200)) can be read in two ways.") }
        let port = url.port ?? (scheme == "http" ? 80 : 443)
        guard (1...65_535).contains(port) else { throw FetchRefusal.final("There is no port \(port).") }
        return Target(url: url, host: host, port: port)
    }

    /// A client that knows one host alone, by the address that was judged. A name with any address that is not public is refused as a whole: which of
    /// them a connection would take is chance.
    private func configuration(for target: Target) async throws -> HTTPClient.Configuration {
        let addresses = try await resolver.addresses(of: target.host, port: target.port)
        guard let first = addresses.first else { throw FetchRefusal.final("The name \(target.host) has no address.") }
        guard addresses.allSatisfy(policy.permits), let ip = first.ipAddress else {
            throw FetchRefusal.final("\(target.host) is not a public host. An operator can allow its network with fetch.allow-networks.")
        }
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.dnsOverride = [target.host: ip]
        configuration.timeout = .init(connect: .seconds(10), read: .seconds(60))
        configuration.httpVersion = .http1Only
        configuration.proxy = nil
        return configuration
    }

    /// Faults of connections may pass; what was refused here stays refused.
    private static func refusal(_ error: any Error) -> any Error {
        switch error {
        case let error as HTTPClientError: FetchRefusal.later("The other side does not answer as it should: \(error.shortDescription).")
        case is NIOConnectionError, is IOError, is ChannelError: FetchRefusal.later("The other side cannot be reached.")
        default: error
        }
    }
}
