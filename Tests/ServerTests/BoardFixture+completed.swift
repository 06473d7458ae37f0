import HummingbirdTesting
import ReviewModel
import Storage

extension BoardFixture {
    /// A review that has its report, with one finding, `video.black-1`; gives its address.
    func completed(_ client: any TestClientProtocol) async throws -> String {
        let path = try await submitted(client)
        let black = Finding(
            .videoBlack, .mustFix, ranges: [TimeRange(start: 10, end: 13)], measured: Quantity(3, .seconds), threshold: Quantity(1, .seconds),
            confidence: 0.9)
        try await pass(.ingest)
        try await pass(.quality, results: [.findings([black], by: .quality)])
        for stage in [.transcription, .content, .feedback] as [Stage] { try await pass(stage) }
        try await show(path)
        return path
    }
}
