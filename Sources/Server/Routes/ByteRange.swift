internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// The part of some bytes that a request asks for (RFC 9110, section 14): one range; of several the whole is sent, as the RFC allows.
enum ByteRange: Equatable {
    case whole
    case part(Range<Int64>)
    case unsatisfiable

    /// - Parameters:
    ///   - size: bytes that there are.
    ///   - entityTag: of these bytes, for `If-Range`.
    init(_ request: Request, size: Int64, entityTag: String) {
        if let condition = request.headers[.ifRange], condition != entityTag {
            self = .whole
        } else {
            self.init(request.headers[.range], size: size)
        }
    }

    /// A header that is not understood asks for nothing.
    init(_ header: String?, size: Int64) {
        self = .whole
        guard let header, header.lowercased().hasPrefix("bytes="), !header.contains(",") else { return }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return }
        // A number that no file reaches stands for its end.
        let (first, last) = (ends[0].isEmpty ? nil : Int64(ends[0]) ?? .max, ends[1].isEmpty ? nil : Int64(ends[1]) ?? .max)
        switch (first, last) {
        case (let first?, let last) where first <= last ?? .max:
            self = first < size ? .part(first..<min(last ?? .max, size - 1) + 1) : .unsatisfiable
        case (nil, let suffix?):
            self = suffix > 0 && size > 0 ? .part(max(0, size - suffix)..<size) : .unsatisfiable
        default: break
        }
    }
}
