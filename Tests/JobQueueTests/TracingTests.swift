import InMemoryTracing
import JobQueue
import Logging
import ReviewModel
import ServiceLifecycle
import Storage
import StorageTestSupport
import Testing
import Tracing

@Suite("Traces") struct TracingTests {
    private struct Runner: StageRunner {
        let stage = Stage.ingest

        func run(_ work: StageWork) async throws -> Outcome {
            withSpan("within") { _ in }
            throw PermanentFailure("It cannot be done.")
        }
    }

    @Test("A job is a span with its review, and what it does is within; its failure is told")
    func spans() async throws {
        let tracer = InMemoryTracer()
        InstrumentationSystem.bootstrap(tracer)
        let fixture = try QueueFixture(.sqlite)
        let id = try await fixture.submitted("traced")
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(services: [Worker(queue: fixture.queue, runner: Runner(), concurrency: 1, logger: logger)], logger: logger)
        async let running: Void = group.run()
        while try await fixture.queue.jobs(in: .dead, limit: 1).isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        await group.triggerGracefulShutdown()
        try await running
        let spans = tracer.finishedSpans
        // Other tests of the run may have jobs of their own.
        let job = try #require(spans.first { $0.operationName == "job ingest" && $0.attributes.get("lectern.review") == .string(id) })
        #expect(job.attributes.get("lectern.attempt") == .int64(1))
        #expect(job.errors.count == 1)
        #expect(spans.contains { $0.operationName == "within" && $0.parentSpanID == job.spanID })
    }
}
