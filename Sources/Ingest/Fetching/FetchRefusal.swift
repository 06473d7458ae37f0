/// Why something could not be fetched, in words for whoever wanted it.
package enum FetchRefusal: Error, Sendable, Hashable {
    /// It may be tried again; not before so many seconds where the other side says so.
    case later(String, after: Double? = nil)
    /// Trying again would not help.
    case final(String)

    package var sentence: String {
        switch self {
        case .later(let sentence, _), .final(let sentence): sentence
        }
    }
}
