import ReviewModel

/// Tells the parent how far the work is, at most five times a second.
struct ProgressReport {
    private static let interval = Duration.milliseconds(200)

    private let duration: Double?
    private var last = ContinuousClock.now

    /// - Parameter duration: seconds of media in all, where known.
    init(duration: Double?) {
        self.duration = duration
    }

    mutating func update(_ mediaTime: Double) {
        let now = ContinuousClock.now
        guard now - last >= Self.interval else { return }
        last = now
        Emitter.shared.emit(.progress(fraction: duration.map { max(0, min(1, mediaTime / $0)) }, mediaTime: mediaTime))
    }
}
