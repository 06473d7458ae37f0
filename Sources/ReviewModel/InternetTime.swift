internal import Foundation

/// Times as RFC 3339 writes them, in UTC and to the second.
package enum InternetTime {
    /// `seconds` since 1970.
    package static func text(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds.rounded(.down)).formatted(.iso8601)
    }
}
