package import ReviewModel

/// A finding that a case must have.
package struct Expected: Sendable, Hashable {
    package var code: FindingCode
    package var place: Place
    /// Seconds by which an edge may be off.
    package var tolerance: Double

    package enum Place: Sendable, Hashable {
        /// It concerns the recording as a whole, or where exactly does not matter: no edge is timed.
        case anywhere
        case ranges([TimeRange])
        /// From where a truncated file breaks off to the end it declares; known once the file is cut.
        case behindCut(declared: Double)
    }

    package static let tolerance = 0.25

    package init(_ code: FindingCode, _ place: Place = .anywhere, tolerance: Double = Expected.tolerance) {
        self.code = code
        self.place = place
        self.tolerance = tolerance
    }

    package init(_ code: FindingCode, from start: Double, to end: Double, tolerance: Double = Expected.tolerance) {
        self.init(code, .ranges([TimeRange(start: start, end: end)]), tolerance: tolerance)
    }

    /// The ranges to find; nil where no edge is timed.
    package func ranges(cut: Double?) -> [TimeRange]? {
        switch place {
        case .anywhere: nil
        case .ranges(let ranges): ranges
        case .behindCut(let declared): cut.map { [TimeRange(start: $0, end: declared)] }
        }
    }
}

/// A finding that a case may have as well: it follows from the injected fault, and is neither asked for nor held against the program.
package struct Allowed: Sendable, Hashable {
    package var code: FindingCode
    /// Where; anywhere if nil.
    package var range: TimeRange?

    package init(_ code: FindingCode, in range: TimeRange? = nil) {
        self.code = code
        self.range = range
    }
}
