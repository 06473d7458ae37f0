import Ingest
import NIOCore
import Testing

@Suite("Blocks of addresses")
struct AddressRangeTests {
    @Test(
        "What is no block is not taken for one",
        arguments: [
            "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/eight", "10.0.0.0/8 ", " 10.0.0.0/8", "10.0.0/8",
            "10/8", "10.0.0.256", "0177.0.0.1", "0x7f.1", "2130706433", "localhost", "::/129", "fd00::/-1", "[::1]", "::1::/64",
            // A slip of the hand must not open a network.
            "10.0.0.0/-0", "10.0.0.0/+8",
        ])
    func malformed(text: String) {
        #expect(AddressRange(text) == nil)
    }

    struct Edge: Sendable, CustomTestStringConvertible {
        let block: String
        let inside: [String]
        let outside: [String]

        var testDescription: String { block }
    }

    /// None of these addresses is public, so that only the block lets them in.
    @Test(
        "A block ends where its prefix does",
        arguments: [
            Edge(block: "10.128.0.0/9", inside: ["10.128.0.0", "10.255.255.255"], outside: ["10.127.255.255", "172.16.0.1"]),
            Edge(block: "172.16.0.0/13", inside: ["172.16.0.0", "172.23.255.255"], outside: ["172.24.0.0"]),
            Edge(block: "192.168.1.128/25", inside: ["192.168.1.128", "192.168.1.255"], outside: ["192.168.1.127", "192.168.2.128"]),
            Edge(block: "192.168.1.0/31", inside: ["192.168.1.0", "192.168.1.1"], outside: ["192.168.1.2"]),
            Edge(block: "192.168.1.1", inside: ["192.168.1.1"], outside: ["192.168.1.0", "192.168.1.2"]),
            Edge(block: "10.1.2.3/8", inside: ["10.0.0.0", "10.9.9.9"], outside: ["127.0.0.1"]),
            Edge(block: "0.0.0.0/0", inside: ["10.0.0.1", "127.0.0.1", "255.255.255.255"], outside: ["fd00::1", "::1"]),
            Edge(block: "fd00::/9", inside: ["fd00::", "fd7f:ffff::1"], outside: ["fd80::", "fc00::1"]),
            Edge(block: "fd12:3456:789a::/48", inside: ["fd12:3456:789a:ffff::1"], outside: ["fd12:3456:789b::"]),
            Edge(block: "::1", inside: ["::1"], outside: ["::", "::2", "127.0.0.1"]),
            Edge(block: "::/0", inside: ["fd00::1", "::1"], outside: ["10.0.0.1"]),
        ])
    func edges(edge: Edge) throws {
        let policy = AddressPolicy(allowing: [try #require(AddressRange(edge.block))])
        for inside in edge.inside { #expect(try policy.permits(SocketAddress(ipAddress: inside, port: 1)), "\(inside)") }
        for outside in edge.outside { #expect(try !policy.permits(SocketAddress(ipAddress: outside, port: 1)), "\(outside)") }
    }
}
