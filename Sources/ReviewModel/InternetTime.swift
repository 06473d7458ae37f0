internal import Foundation

/// Times as the internet's protocols write them, in UTC and to the second.
package enum InternetTime {
    /// By RFC 3339; `seconds` since 1970.
    package static func text(_ seconds: Double) -> String {
        Date(timeIntervalSince1970: seconds.rounded(.down)).formatted(.iso8601)
    }

    /// By RFC 9110, section 5.6.7; `seconds` since 1970.
    package static func httpDate(_ seconds: Double) -> String {
        // The program never sets a locale, so the names of days and months are the English ones that the format asks for.
        var (time, parts) = (time_t(seconds), tm())
        gmtime_r(&time, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            strftime(buffer.baseAddress!, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
            return String(cString: buffer.baseAddress!)
        }
    }

    /// The seconds since 1970 of a date by RFC 9110, in the form that is written today; nil for anything else.
    package static func seconds(httpDate text: String) -> Double? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)?.timeIntervalSince1970
    }
}
