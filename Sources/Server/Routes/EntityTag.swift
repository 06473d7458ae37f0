internal import Foundation
internal import Hummingbird

/// Entity tags and `If-None-Match` (RFC 9110, sections 8.8.3 and 13.1.2).
enum EntityTag {
    /// Whether a client has what the tag stands for. The comparison is weak, so a proxy that weakens tags does no harm.
    static func isKnown(_ tag: String, to request: Request) -> Bool { isKnown(tag, by: request.headers[.ifNoneMatch]) }

    /// The same by the header's value.
    static func isKnown(_ tag: String, by header: String?) -> Bool {
        guard let header else { return false }
        if header == tag { return true }
        return header.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .contains { $0 == tag || $0 == "W/" + tag || $0 == "*" }
    }
}
