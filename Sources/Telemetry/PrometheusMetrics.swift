internal import CoreMetrics
internal import Synchronization

/// A count that only grows.
final class PrometheusCounter: ExposedMetric, CounterHandler, FloatingPointCounterHandler {
    private let total = Mutex(0.0)

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    func increment(by amount: Double) { total.withLock { $0 += amount } }

    func reset() { total.withLock { $0 = 0 } }

    func write(name: String, labels: Labels, to text: inout String) {
        text += "\(name)\(labels.braced()) \(total.withLock(\.self))\n"
    }
}

/// A value that goes up and down.
final class PrometheusGauge: ExposedMetric, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { self.value.withLock { $0 = value } }

    func increment(by amount: Double) { value.withLock { $0 += amount } }

    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func record(_ value: Int64) { set(Double(value)) }

    func record(_ value: Double) { set(value) }

    func write(name: String, labels: Labels, to text: inout String) {
        text += "\(name)\(labels.braced()) \(value.withLock(\.self))\n"
    }
}

/// Values in cumulative buckets. Durations are kept in seconds.
final class PrometheusHistogram: ExposedMetric, RecorderHandler, TimerHandler {
    /// Upper bounds: milliseconds of a poll up to hours of a transcription.
    static let bounds: [Double] = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200]

    private struct State {
        var buckets = [Int](repeating: 0, count: PrometheusHistogram.bounds.count)
        var count = 0
        var sum = 0.0
    }

    private let state = Mutex(State())

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        state.withLock { state in
            state.count += 1
            state.sum += value
            if let bucket = Self.bounds.firstIndex(where: { value <= $0 }) { state.buckets[bucket] += 1 }
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func write(name: String, labels: Labels, to text: inout String) {
        let state = state.withLock(\.self)
        var cumulative = 0
        for (bound, count) in zip(Self.bounds, state.buckets) {
            cumulative += count
            text += "\(name)_bucket\(labels.braced(adding: "le=\"\(bound)\"")) \(cumulative)\n"
        }
        text += "\(name)_bucket\(labels.braced(adding: "le=\"+Inf\"")) \(state.count)\n"
        text += "\(name)_sum\(labels.braced()) \(state.sum)\n"
        text += "\(name)_count\(labels.braced()) \(state.count)\n"
    }
}
