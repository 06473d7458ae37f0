package import CoreMetrics

/// Makes swift-metrics' instruments on a registry: counters end in `_total`, timers are histograms in `_seconds`.
package struct PrometheusFactory: MetricsFactory {
    private let registry: PrometheusRegistry

    package init(registry: PrometheusRegistry) {
        self.registry = registry
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        registry.metric(PrometheusName.metric(label, suffix: "_total"), .counter, Labels(dimensions)) { PrometheusCounter() }
    }

    package func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        registry.metric(PrometheusName.metric(label, suffix: "_total"), .counter, Labels(dimensions)) { PrometheusCounter() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        registry.metric(PrometheusName.metric(label), .gauge, Labels(dimensions)) { PrometheusGauge() }
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else {
            return registry.metric(PrometheusName.metric(label), .gauge, Labels(dimensions)) { PrometheusGauge() }
        }
        return registry.metric(PrometheusName.metric(label), .histogram, Labels(dimensions)) { PrometheusHistogram() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        registry.metric(PrometheusName.metric(label, suffix: "_seconds"), .histogram, Labels(dimensions)) { PrometheusHistogram() }
    }

    // Metrics live as long as the process: a scraper must see a counter go on, not start again.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}
