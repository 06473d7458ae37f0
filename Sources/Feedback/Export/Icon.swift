package import ReviewModel

/// Small pictures beside words. Each has a shape of its own, so that nothing hangs on colour; screen readers skip them.
package enum Icon {
    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .mustFix: octagon
        case .shouldFix: triangle
        case .advice: circle
        }
    }

    package static func verdict(_ verdict: Report.Verdict) -> String {
        switch verdict {
        case .fixRequired: octagon
        case .fixAdvised: triangle
        case .pass: tick
        }
    }

    static func state(_ state: Coverage.State) -> String {
        switch state {
        case .measured: tick
        case .degraded: triangle
        case .notRun: dash
        }
    }

    /// Of a review as lists show it, before there is a verdict or without one.
    package static func state(_ state: Review.State) -> String {
        switch state {
        case .awaitingMedia, .inProgress: clock
        case .completed: tick
        case .refused, .failed: octagon
        case .cancelled: dash
        }
    }

    private static let octagon = icon(
        "<path class=\"fill\" d=\"M7 1.5h10L22.5 7v10L17 22.5H7L1.5 17V7z\"/><path class=\"ink\" d=\"M12 6.5v6.5M12 17.2v.1\"/>")
    private static let triangle = icon(
        "<path class=\"fill\" d=\"M12 2 23 21.5H1z\"/><path class=\"ink\" d=\"M12 9v6M12 18.4v.1\"/>")
    private static let circle = icon(
        "<circle class=\"fill\" cx=\"12\" cy=\"12\" r=\"10.5\"/><path class=\"ink\" d=\"M12 11v6.5M12 6.8v.1\"/>")
    private static let tick = icon(
        "<circle class=\"fill\" cx=\"12\" cy=\"12\" r=\"10.5\"/><path class=\"ink\" d=\"M7 12.5l3.5 3.5L17 8.5\"/>")
    private static let dash = icon(
        "<circle class=\"line\" cx=\"12\" cy=\"12\" r=\"9.5\"/><path class=\"line\" d=\"M7.5 12h9\"/>")

    private static let clock = icon(
        "<circle class=\"line\" cx=\"12\" cy=\"12\" r=\"9.5\"/><path class=\"line\" d=\"M12 6.5V12l3.5 2.5\"/>")

    private static func icon(_ shapes: String) -> String {
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">\(shapes)</svg>"
    }
}
