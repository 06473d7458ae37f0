import Foundation
import Testing

@testable import Feedback

/// https://github.com/standard-webhooks/standard-webhooks
@Suite("Signatures by Standard Webhooks") struct WebhookSignatureTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let body = Array(#"{"test": 2432232314}"#.utf8)

    private static func value(_ secrets: [String]) -> String {
        WebhookSignature.value(of: body, id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, secrets: secrets)
    }

    @Test("The example of its libraries")
    func example() {
        #expect(Self.value([Self.secret]) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("Each secret signs")
    func several() {
        let values = Self.value([Self.secret, WebhookSecret.make()]).split(separator: " ")
        #expect(values.count == 2 && Set(values).count == 2 && values.allSatisfy { $0.hasPrefix("v1,") && $0.count == 47 })
        #expect(values.first.map(String.init) == Self.value([Self.secret]))
    }

    @Test("A secret is 32 random bytes in Base64, with a prefix that says what it is")
    func secrets() throws {
        let made = (0..<10).map { _ in WebhookSecret.make() }
        #expect(Set(made).count == 10)
        for secret in made {
            try #require(secret.hasPrefix("whsec_"))
            #expect(Data(base64Encoded: String(secret.dropFirst(6)))?.count == 32)
        }
    }

    @Test("What is no secret signs nothing", arguments: ["", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_%%"])
    func noSecret(text: String) {
        #expect(Self.value([text]) == "")
    }
}
