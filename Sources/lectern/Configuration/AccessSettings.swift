import Configuration
import Ingest
import Server

/// Who may use the service, and how much.
struct AccessSettings: Sendable {
    /// Whether every request needs a token.
    var isRequired: Bool
    /// The issuer of JSON Web Tokens that count; nil where none do.
    var issuer: String?
    /// For whom they must be made.
    var audience: String
    /// Where the issuer's keys are: an https address or a path.
    var keySet: String?
    /// What clients call the service, as `https://lectern.example`; nil where they are told addresses without host.
    var publicAddress: String?
    /// Origins of other sites whose pages may use the API.
    var origins: [String]
    /// Requests a minute that one token may make.
    var requestsPerMinute: Int
    /// Wrong tokens a minute that one address may send.
    var failuresPerMinute: Int
    /// Connections at a time.
    var connections: Int

    init(_ reader: ConfigReader) {
        isRequired = reader.bool(forKey: "auth.required", default: false)
        issuer = reader.string(forKey: "auth.jwt.issuer")
        audience = reader.string(forKey: "auth.jwt.audience", default: "lectern")
        keySet = reader.string(forKey: "auth.jwt.jwks")
        publicAddress = reader.string(forKey: "http.public-address")
        origins = reader.stringArray(forKey: "http.cors-origins", default: [])
        requestsPerMinute = reader.int(forKey: "limits.requests-per-minute", default: 1_200)
        failuresPerMinute = reader.int(forKey: "limits.wrong-tokens-per-minute", default: 10)
        connections = reader.int(forKey: "limits.connections", default: 15_000)
    }

    var rules: [(Bool, String)] {
        [
            (isRequired || issuer == nil, "auth.jwt means nothing without auth.required: true"),
            ((issuer == nil) == (keySet == nil), "auth.jwt needs both issuer and jwks"),
            (keySet.map { KeySetSource($0) != nil } ?? true, "auth.jwt.jwks must be an https address or an absolute path"),
            (publicAddress.map(Self.isOrigin) ?? true, "http.public-address is as https://host, without a path"),
            (origins.allSatisfy(Self.isOrigin), "http.cors-origins are as https://host, without a path"),
            ((1...1_000_000).contains(requestsPerMinute), "limits.requests-per-minute must be from 1 to 1000000"),
            ((1...1_000_000).contains(failuresPerMinute), "limits.wrong-tokens-per-minute must be from 1 to 1000000"),
            ((1...1_000_000).contains(connections), "limits.connections must be from 1 to 1000000"),
        ]
    }

    private static func isOrigin(_ text: String) -> Bool { text.wholeMatch(of: /https?:\/\/[a-z0-9.\-\[\]:]+/) != nil }
}
