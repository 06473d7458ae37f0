import ArgumentParser
import Foundation
import ReviewModel
import Server
import Storage

/// The operator's commands on access tokens, whether or not the service runs.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, show and revoke access tokens.", subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token and show its secret, once.",
            discussion: """
                uploader     sends recordings in, follows, cancels and deletes their reviews
                instructor   follows reviews, reads reports, answers findings, hands out links
                operator     everything, the queues and the audit log too
                """)

        @OptionGroup var storage: StorageOptions

        @Argument(help: "Who or what it is for; the audit log names it so.")
        var name: String

        @Option(help: "What it may do: uploader, instructor or operator; several where given several times.")
        var role: [Role]

        @Option(help: "The course that it is for; several where given several times, every course where not given.")
        var course: [String] = []

        @Option(help: "Days until it ends; never where not given.")
        var days: Double?

        func validate() throws {
            guard !role.isEmpty else { throw ValidationError("Give at least one --role.") }
            guard (1...100).contains(name.count) else { throw ValidationError("The name must have from 1 to 100 characters.") }
            guard days ?? 1 > 0 else { throw ValidationError("--days must be over 0.") }
        }

        func run() async throws {
            let now = WallClock.system.now
            let token = AccessToken(
                id: Identifier.make(at: now), name: name, roles: role, courses: course.isEmpty ? nil : course, createdAt: now,
                expiresAt: days.map { now + $0 * 86_400 })
            let secret = try await storage.withDatabase(makes: true) { try await Secret.issue(token, in: $0) }
            Diagnostics.say("Token \(token.id). Its secret follows and is shown this once: keep it safe.")
            print(secret)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show every token and link, without secrets.")

        @OptionGroup var storage: StorageOptions

        func run() async throws {
            let now = WallClock.system.now
            let tokens = try await storage.withDatabase { try await $0.read { try TokenStore.all($0).map(\.token) } }
            if tokens.isEmpty { print("There are no tokens.") }
            for token in tokens {
                let rights = token.review.map { "report of review \($0)" } ?? token.roles.map(\.rawValue).joined(separator: ", ")
                let courses = token.review == nil ? token.courses.map { "courses \($0.joined(separator: ", "))" } ?? "every course" : nil
                print([token.id, token.name, rights, courses, Self.end(of: token, at: now)].compactMap(\.self).joined(separator: "  "))
            }
        }

        private static func end(of token: AccessToken, at now: Double) -> String {
            func day(_ time: Double) -> String { Date(timeIntervalSince1970: time).ISO8601Format() }
            if let revokedAt = token.revokedAt { return "revoked \(day(revokedAt))" }
            guard let end = token.expiresAt else { return "without end" }
            return end > now ? "until \(day(end))" : "ended \(day(end))"
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a token or a link, and disable the webhooks made with it; a service notices within seconds.")

        @OptionGroup var storage: StorageOptions

        @Argument(help: "The token's id, as 'lectern token list' shows it.")
        var token: String

        func run() async throws {
            let now = WallClock.system.now
            guard let webhooks = try await storage.withDatabase({ try await $0.write { try TokenStore.revoke(token, at: now, $0) } }) else {
                Diagnostics.say("lectern: there is no token \(token) that still holds. See 'lectern token list'.")
                throw ExitStatus.usage
            }
            if webhooks > 0 { Diagnostics.say("Webhooks that were made with it and are disabled now: \(webhooks).") }
        }
    }
}

extension Role: ExpressibleByArgument {}
