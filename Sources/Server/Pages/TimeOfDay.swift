internal import ReviewModel

/// A time of day on a page: for the browser, which tells it by its own clock, and for those without scripts, in UTC.
struct TimeOfDay: Sendable {
    /// RFC 3339.
    let machine: String
    let text: String

    /// - Parameter seconds: since 1970.
    init(_ seconds: Double) {
        self.init(machine: InternetTime.text(seconds))
    }

    init(machine: String) {
        self.machine = machine
        // 2026-11-25T17:15:16Z
        text = "\(machine.prefix(10)) \(machine.dropFirst(11).prefix(5)) UTC"
    }
}
