import Metrics
import Telemetry
import Testing

@Suite("Prometheus text")
struct PrometheusTests {
    @Test("Names, types, labels and cumulative buckets are as a scraper reads them")
    func exposition() {
        let registry = PrometheusRegistry()
        let factory = PrometheusFactory(registry: registry)
        Counter(label: "lectern.jobs", dimensions: [("queue", "quality")], factory: factory).increment(by: 3)
        Counter(label: "lectern.jobs", dimensions: [("queue", "a\"b\\c\n")], factory: factory).increment()
        Gauge(label: "lectern.queue.depth", dimensions: [], factory: factory).record(4)
        let timer = Timer(label: "lectern.job.run", dimensions: [("queue", "ingest")], factory: factory)
        timer.recordMilliseconds(20)
        timer.recordSeconds(40)
        let text = registry.exposition()
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains(#"lectern_jobs_total{queue="quality"} 3.0"#))
        #expect(lines.contains(#"lectern_jobs_total{queue="a\"b\\c\n"} 1.0"#))
        #expect(lines.filter { $0 == "# TYPE lectern_jobs_total counter" }.count == 1)
        #expect(lines.contains("lectern_queue_depth 4.0"))
        #expect(lines.contains(#"lectern_job_run_seconds_bucket{queue="ingest",le="0.025"} 1"#))
        #expect(lines.contains(#"lectern_job_run_seconds_bucket{queue="ingest",le="60.0"} 2"#))
        #expect(lines.contains(#"lectern_job_run_seconds_bucket{queue="ingest",le="+Inf"} 2"#))
        #expect(lines.contains(#"lectern_job_run_seconds_count{queue="ingest"} 2"#))
        #expect(text.hasSuffix("\n"))
    }
}
