import JobQueue
import ReviewModel

/// What is wrong with the queues, in words.
enum QueueChecks {
    /// Seconds after which a job that waits is worth a word, where nobody works and where somebody does.
    private static let longestUnattended = 120.0
    private static let longest = 1800.0

    static func checks(of queue: JobQueue) async throws -> [DoctorCommand.Check] {
        let problems = try await queue.overview().flatMap(problems)
        guard problems.isEmpty else { return problems.map { .init(isFine: false, text: "queues: " + $0) } }
        return [.init(isFine: true, text: "queues: none is paused, no job is dead, none waits for long")]
    }

    private static func problems(_ queue: QueueOverview) -> [String] {
        var problems: [String] = []
        let name = queue.name.rawValue
        if let dead = queue.jobs[Job.State.dead.rawValue], dead > 0 {
            problems.append(
                "\(dead) \(dead == 1 ? "job of \(name) is" : "jobs of \(name) are") dead. 'lectern queues dead' tells why, 'lectern queues retry --all \(name)' tries again."
            )
        }
        if queue.paused { problems.append("\(name) is paused. 'lectern queues resume \(name)' lets it go on.") }
        guard let waiting = queue.oldestWaiting, !queue.paused else { return problems }
        let minutes = Int(waiting / 60)
        if queue.workers == 0, waiting > longestUnattended {
            problems.append("\(name) has had a job waiting for \(minutes) minutes, and no worker has one. Start 'lectern work --queues \(name)'.")
        } else if waiting > longest {
            problems.append("\(name) has had a job waiting for \(minutes) minutes: its workers do not keep up. Start more of them.")
        }
        return problems
    }
}
