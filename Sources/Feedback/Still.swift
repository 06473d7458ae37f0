internal import Foundation
package import ReviewModel

/// The still pictures that show findings about the picture.
package enum Still {
    /// Stills per finding: the first faults of a kind tell what the others look like.
    private static let most = 3

    /// The moments to show of a finding, in seconds; none where a picture tells nothing.
    package static func times(for finding: Finding) -> [Double] {
        guard finding.code.rawValue.hasPrefix("video.") || finding.code == .containerCorrupt else { return [] }
        return finding.ranges.prefix(most).map { ($0.middle * 1000).rounded(.down) / 1000 }
    }

    package static func milliseconds(_ time: Double) -> Int {
        Int((time * 1000).rounded())
    }

    /// A still's address, relative to its review's.
    static func address(of time: Double) -> String {
        "frames/\(String(format: "%.3f", time)).jpg"
    }
}
