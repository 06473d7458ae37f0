import Foundation
import TestSupport
import Testing

@Suite("The pages in a real browser") struct BrowserTests {
    @Test("A review from its upload to its report, and accessibility", .timeLimit(.minutes(4)))
    func small() async throws {
        let script = Products.root.appending(path: "Tests/Browser/browser_check.py").path
        let run = try Program(try Products.dependency("browser/bin/python"), [script, "--small"])
        #expect(run.status == 0, "\(String(decoding: run.output, as: UTF8.self))\(run.errors)")
    }
}
