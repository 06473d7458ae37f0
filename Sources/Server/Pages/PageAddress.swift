internal import Foundation

/// The addresses of pages.
enum PageAddress {
    static func review(_ id: String) -> String { "/reviews/\(encoded(id))" }

    static func course(_ name: String) -> String { "/courses/\(encoded(name))" }

    /// An address with a query; parameters without a value are left out.
    static func with(_ path: String, _ parameters: [(name: String, value: String?)]) -> String {
        let pairs = parameters.compactMap { parameter in parameter.value.map { "\(parameter.name)=\(encoded($0))" } }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    /// A place of this site to go on to; nil for anything that could lead elsewhere.
    static func local(_ address: String?) -> String? {
        guard let address, address.hasPrefix("/"), !address.hasPrefix("//"), address.utf8.count <= 2_000,
            address.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return address
    }

    /// Nothing but letters, digits and the four other signs that need no encoding anywhere (RFC 3986, section 2.3).
    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static let plain = CharacterSet(charactersIn: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~")
}
