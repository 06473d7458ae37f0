import Ingest
import NIOCore
import Testing

@Suite("Which addresses may be fetched from")
struct AddressPolicyTests {
    @Test(
        "Nothing of the house and nothing special, however it is dressed up",
        arguments: [
            // Of IPv4: this host, private, shared, loopback, link-local and with it the clouds' metadata.
            "0.0.0.0", "0.1.2.3", "10.0.0.0", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.0.1",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255",
            // Protocols, documentation, benchmarks, multicast, reserved, broadcast.
            "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
            "239.255.255.255", "240.0.0.1", "255.255.255.255",
            // Of IPv6: none, loopback, link-local, site-local, unique local and with it the clouds' metadata, multicast.
            "::", "::1", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fdff::1", "fd00:ec2::254", "ff02::1", "ff0e::1",
            // Discarded, Teredo, benchmarks, ORCHID, documentation, segment routing.
            "100::1", "2001::1", "2001:0:7f00:1::", "2001:2::1", "2001:20::1", "2001:db8::1", "3fff::1", "5f00::1",
            // IPv4 within IPv6: mapped, compatible, translated, 6to4.
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "::127.0.0.1", "::10.0.0.1", "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::",
        ])
    func notPublic(text: String) throws {
        #expect(try !AddressPolicy().permits(SocketAddress(ipAddress: text, port: 80)))
    }

    /// Where the IPv4 address is within `64:ff9b:1::/48` is up to whoever runs the translator, so that no place in it can be trusted.
    @Test("A translator of the house is not trusted, whatever stands at the end", arguments: ["64:ff9b:1:a00:0:100:808:808", "64:ff9b:1::808:808"])
    func localTranslation(text: String) throws {
        #expect(try !AddressPolicy().permits(SocketAddress(ipAddress: text, port: 80)))
    }

    @Test(
        "Public hosts",
        arguments: [
            "8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "172.15.255.255",
            "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700:4700::1111",
            "2a00:1450:4001:80b::200e", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1",
        ])
    func isPublic(text: String) throws {
        #expect(try AddressPolicy().permits(SocketAddress(ipAddress: text, port: 80)))
    }

    @Test("What is no address of a host is not one that may be fetched from")
    func socket() throws {
        #expect(try !AddressPolicy().permits(SocketAddress(unixDomainSocketPath: "/run/docker.sock")))
    }

    @Test("An operator's network is let in, in whichever way it is written, and nothing beside it")
    func allowed() throws {
        let policy = AddressPolicy(allowing: ["10.1.0.0/16", "fd12:3456::/32"].compactMap(AddressRange.init))
        for inside in ["10.1.0.0", "10.1.255.255", "::ffff:10.1.2.3", "fd12:3456::1", "8.8.8.8"] {
            #expect(try policy.permits(SocketAddress(ipAddress: inside, port: 80)), "\(inside)")
        }
        for outside in ["10.0.255.255", "10.2.0.0", "::ffff:10.2.0.0", "127.0.0.1", "169.254.169.254", "fd12:3457::1", "::1"] {
            #expect(try !policy.permits(SocketAddress(ipAddress: outside, port: 80)), "\(outside)")
        }
    }
}
