package import NIOCore

/// Which addresses recordings may be fetched from, and webhooks sent to: public ones, and those that an operator allows, such as a media server within
/// the house.
package struct AddressPolicy: Sendable, Hashable {
    package var allowed: [AddressRange]

    package init(allowing allowed: [AddressRange] = []) {
        self.allowed = allowed
    }

    /// The special-purpose blocks (RFC 6890 and its registries at IANA) and multicast: none of them is a public host.
    private static let special = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ].compactMap(AddressRange.init)

    /// Where public hosts of IPv6 are; what lies outside of it is loopback, link-local, unique local, multicast or not given out.
    private static let global = AddressRange("2000::/3")

    /// Blocks within it that are not public.
    private static let specialGlobal = ["2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16"].compactMap(AddressRange.init)

    package func permits(_ address: SocketAddress) -> Bool {
        guard let bytes = address.addressBytes else { return false }
        return permits(bytes)
    }

    private func permits(_ bytes: [UInt8]) -> Bool {
        if allowed.contains(where: { $0.contains(bytes) }) { return true }
        if bytes.count == 4 { return !Self.special.contains { $0.contains(bytes) } }
        // An address of IPv4 within one of IPv6 is judged as what it leads to.
        if let inner = Self.embedded(bytes) { return permits(inner) }
        return Self.global?.contains(bytes) == true && !Self.specialGlobal.contains { $0.contains(bytes) }
    }

    /// The IPv4 address in a mapped (`::ffff:0:0/96`), translated (`64:ff9b::/96`, RFC 6052) or 6to4 (`2002::/16`) address. Those of a translation
    /// of a network's own (`64:ff9b:1::/48`) have it somewhere that only the network knows, and are never public.
    private static func embedded(_ bytes: [UInt8]) -> [UInt8]? {
        let tails = ["::ffff:0:0/96", "64:ff9b::/96"].compactMap(AddressRange.init)
        if tails.contains(where: { $0.contains(bytes) }) { return Array(bytes.suffix(4)) }
        if AddressRange("2002::/16")?.contains(bytes) == true { return Array(bytes[2..<6]) }
        return nil
    }
}
