package import NIOCore

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A block of IP addresses, as `10.0.0.0/8` or `fc00::/7`; one address is a block too.
package struct AddressRange: Sendable, Hashable {
    private let bytes: [UInt8]
    private let length: Int

    /// nil where the text is no block.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = try? SocketAddress(ipAddress: String(parts[0]), port: 0), let bytes = address.addressBytes
        else { return nil }
        self.bytes = bytes
        guard parts.count == 2 else {
            length = bytes.count * 8
            return
        }
        guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(parts[1]), (0...bytes.count * 8).contains(length) else {
            return nil
        }
        self.length = length
    }

    func contains(_ address: [UInt8]) -> Bool {
        guard address.count == bytes.count else { return false }
        return (0..<length).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            return address[bit / 8] & mask == bytes[bit / 8] & mask
        }
    }
}

extension SocketAddress {
    /// 4 or 16 bytes, the most significant first; nil for what is no IP address.
    package var addressBytes: [UInt8]? {
        switch self {
        case .v4(let address): withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address): withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
        case .unixDomainSocket: nil
        }
    }
}
