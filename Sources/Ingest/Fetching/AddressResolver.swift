package import NIOCore
internal import NIOPosix

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Finds the addresses of a host.
package protocol AddressResolver: Sendable {
    /// - Throws: `FetchRefusal` where there are none.
    func addresses(of host: String, port: Int) async throws -> [SocketAddress]
}

/// Asks the system, as every program on the machine would.
package struct SystemResolver: AddressResolver {
    /// Of its own: where a name server does not answer, files are read and written all the same.
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        return threads
    }()

    package init() {}

    package func addresses(of host: String, port: Int) async throws -> [SocketAddress] {
        // The call blocks, for seconds where a name server does not answer.
        try await Self.threads.runIfActive {
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var list: UnsafeMutablePointer<addrinfo>?
            let status = getaddrinfo(host, "\(port)", &hints, &list)
            defer { if let list { freeaddrinfo(list) } }
            switch status {
            case 0: break
            case EAI_AGAIN: throw FetchRefusal.later("The name \(host) could not be looked up just now.")
            default: throw FetchRefusal.final("The name \(host) is not known.")
            }
            var found: [SocketAddress] = []
            var next = list
            while let info = next?.pointee {
                if let address = Self.address(info) { found.append(address) }
                next = info.ai_next
            }
            return found
        }
    }

    private static func address(_ info: addrinfo) -> SocketAddress? {
        guard let raw = info.ai_addr else { return nil }
        switch info.ai_family {
        case AF_INET: return raw.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee) }
        case AF_INET6: return raw.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee) }
        default: return nil
        }
    }
}
