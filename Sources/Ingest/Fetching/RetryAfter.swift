internal import Foundation
internal import ReviewModel

/// For how long another side asks to be left alone (RFC 9110, section 10.2.3).
package enum RetryAfter {
    /// At most a day; nil where it says nothing that can be understood, or asks for a time that is over.
    package static func seconds(_ header: String?, at now: Double) -> Double? {
        guard let header else { return nil }
        if !header.isEmpty, header.utf8.allSatisfy({ (48...57).contains($0) }) { return min(86_400, Double(header) ?? 86_400) }
        guard let time = InternetTime.seconds(httpDate: header), time > now else { return nil }
        return min(86_400, time - now)
    }
}
