import ArgumentParser
import Foundation
import JobQueue
import ReviewModel
import Storage

/// The operator's commands on the queues of a service, whether or not it runs.
struct QueuesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queues", abstract: "Show, pause and resume queues; retry and cancel jobs.",
        subcommands: [List.self, Dead.self, Pause.self, Resume.self, Retry.self, Cancel.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show each queue: jobs by state and the longest wait.")

        @OptionGroup var storage: StorageOptions

        func run() async throws {
            let overview = try await storage.withQueue { try await $0.overview() }
            let states = Job.State.allCases
            Self.row(["queue"] + states.map(\.rawValue) + ["longest wait", ""])
            for queue in overview {
                let wait = queue.oldestWaiting.map { "\(Int($0.rounded())) s" } ?? "-"
                Self.row([queue.name.rawValue] + states.map { "\(queue.jobs[$0.rawValue] ?? 0)" } + [wait, queue.paused ? "paused" : ""])
            }
        }

        private static func row(_ cells: [String]) {
            let widths = [15, 9, 9, 9, 9, 11, 14, 0]
            let text = zip(cells, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }.joined()
            print(text.replacing(/\s+$/, with: ""))
        }
    }

    struct Dead: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the dead jobs, and why each died.")

        @OptionGroup var storage: StorageOptions

        @Option(help: "How many, the newest first.")
        var limit = 50

        func run() async throws {
            let jobs = try await storage.withQueue { try await $0.jobs(in: .dead, limit: max(1, limit)) }
            if jobs.isEmpty { print("No job is dead.") }
            for job in jobs {
                print("\(job.id)  \(job.stage.rawValue)  review \(job.review)\(job.course.map { "  course \($0)" } ?? "")")
                for error in job.errors {
                    print("    \(Date(timeIntervalSince1970: error.at).ISO8601Format())  attempt \(error.attempt): \(error.message)")
                }
            }
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let no more jobs of a queue begin; those that run go on.")

        @OptionGroup var storage: StorageOptions

        @Argument(help: "The queue.")
        var queue: Stage

        func run() async throws {
            try await storage.withQueue { try await $0.setPaused(true, queue) }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let jobs of a paused queue begin again.")

        @OptionGroup var storage: StorageOptions

        @Argument(help: "The queue.")
        var queue: Stage

        func run() async throws {
            try await storage.withQueue { try await $0.setPaused(false, queue) }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let dead jobs begin anew: one by its id, or all of a queue.")

        @OptionGroup var storage: StorageOptions

        @Argument(help: "The job's id, as 'lectern queues dead' shows it.")
        var job: String?

        @Option(help: "All dead jobs of this queue.")
        var all: Stage?

        func validate() throws {
            guard (job == nil) != (all == nil) else { throw ValidationError("Name a job, or a queue with --all.") }
        }

        func run() async throws {
            if let job { try await storage.act(on: job) { try await $0.retry(job: job) } }
            if let all {
                let count = try await storage.withQueue { try await $0.retryDead(all) }
                print("\(count) job\(count == 1 ? "" : "s") will be tried again.")
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a job that waits or runs; its review goes on without it.")

        @OptionGroup var storage: StorageOptions

        @Argument(help: "The job's id.")
        var job: String

        func run() async throws {
            try await storage.act(on: job) { try await $0.cancel(job: job) }
        }
    }
}

extension StorageOptions {
    /// Opens the queues of a service; one that is not there is not made.
    fileprivate func withQueue<T>(_ body: (JobQueue) async throws -> T) async throws -> T {
        try await withDatabase { try await body(JobQueue(database: $0)) }
    }

    /// Does something to a job, and says why it cannot be done.
    fileprivate func act(on job: String, _ action: (JobQueue) async throws -> Void) async throws {
        do {
            try await withQueue(action)
        } catch let refusal as JobQueue.Refusal {
            Diagnostics.say("lectern: \(refusal.sentence(about: job))")
            throw ExitStatus.usage
        }
    }
}
