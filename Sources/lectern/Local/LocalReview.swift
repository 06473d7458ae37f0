import Foundation
import Ingest
import JobQueue
import Logging
import ReviewModel
import Server
import ServiceLifecycle
import Storage

/// Reviews files through the same stages and queues as the service, in a data folder of its own that is gone afterwards.
struct LocalReview {
    let assembly: Assembly
    private let rubric: Rubric
    private let depth: Depth
    private let transcribe: Bool

    /// Runs a body with one, and takes its folder away.
    static func with(
        _ settings: Settings, rubric: Rubric, depth: Depth = .full, transcribe: Bool, _ body: (LocalReview) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var settings = settings
        settings.data = folder.path
        settings.database = nil
        // Progress travels with the heartbeats, and a person is watching. Nobody else shares the queues, so a lease need never run out:
        // a stopped terminal job goes on where it was.
        settings.heartbeat = 1
        settings.lease = 30 * 86400
        let assembly = try await Diagnostics.opening { [settings] in
            try Assembly(settings: settings, logger: Diagnostics.logger(settings.logLevel == .info ? .error : settings.logLevel))
        }
        do {
            try await body(LocalReview(assembly: assembly, rubric: rubric, depth: depth, transcribe: transcribe))
            try assembly.database.close()
        } catch {
            throw Diagnostics.ending(error)
        }
    }

    /// What is missing is said before any work is done.
    static func check(_ files: [String], _ settings: Settings, transcribe: Bool) throws {
        for file in files {
            var isFolder: ObjCBool = false
            guard FileManager.default.isReadableFile(atPath: file), FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
                !isFolder.boolValue
            else {
                Diagnostics.say("lectern: \(file) cannot be read. Is it a file, is its name right, and may you read it?")
                throw ExitStatus.inputOutput
            }
        }
        guard FileManager.default.isExecutableFile(atPath: settings.mediaExecutable) else {
            Diagnostics.say("lectern: \(settings.mediaExecutable) is missing. Run 'make review' in a checkout, or set media.executable.")
            throw ExitStatus.unavailable
        }
        let models = [("transcription.model", settings.model), ("transcription.voice-activity-model", settings.voiceActivityModel)]
        for (key, path) in models where transcribe && !FileManager.default.fileExists(atPath: path) {
            Diagnostics.say("lectern: the speech model \(path) is missing. Run 'make setup', set \(key), or use --no-transcript.")
            throw ExitStatus.unavailable
        }
    }

    /// A result that cannot be put where it is wanted is better known before the work than after it.
    ///
    /// - Parameter recordings: files that are read, and must not be written over.
    static func checkWritable(_ path: String, sparing recordings: [String]) throws {
        guard !recordings.contains(where: { isOneFile($0, path) }) else {
            Diagnostics.say("lectern: \(path) is the recording, and would be written over. Choose another place.")
            throw ExitStatus.usage
        }
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let target = FileManager.default.fileExists(atPath: path) ? path : folder.path
        guard FileManager.default.isWritableFile(atPath: target) else {
            Diagnostics.say("lectern: \(path) cannot be written. Choose another place for it.")
            throw ExitStatus.inputOutput
        }
    }

    /// Whether two paths lead to one file, be it by links.
    private static func isOneFile(_ left: String, _ right: String) -> Bool {
        let kinds = [left, right].map { path -> [AnyHashable] in
            let place = URL(filePath: path).resolvingSymlinksInPath().path
            let attributes = try? FileManager.default.attributesOfItem(atPath: place)
            return [attributes?[.systemNumber] as? NSNumber, attributes?[.systemFileNumber] as? NSNumber].compactMap(\.self)
        }
        return kinds[0].count == 2 && kinds[0] == kinds[1]
    }

    /// Runs the stages beside a progress display until the review has ended.
    ///
    /// - Parameter earlier: the review of an earlier upload of the same lecture, to compare with.
    func review(_ file: String, replacing earlier: Review? = nil) async throws -> Review {
        let threads = transcribe ? 1 : min(2, ProcessInfo.processInfo.activeProcessorCount)
        let group = assembly.group([assembly.feed] + assembly.workers(threads: threads), signals: [])
        let stop = InterruptSignals()
        return try await withThrowingTaskGroup(of: Review?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask {
                try await stop.wait()
                return nil
            }
            tasks.addTask {
                try await RoomWatch(folder: assembly.settings.data).wait()
                return nil
            }
            tasks.addTask {
                let id = try await submit(file, replacing: earlier)
                return try await ProgressDisplay(board: assembly.board, id: id).untilEnded()
            }
            defer { tasks.cancelAll() }
            for try await ended in tasks {
                guard let ended else { continue }
                await group.triggerGracefulShutdown()
                return ended
            }
            throw ExitStatus.unavailable
        }
    }

    private func submit(_ file: String, replacing earlier: Review?) async throws -> String {
        let name = FileName.clean(URL(filePath: file).lastPathComponent)
        let now = assembly.queue.clock.now
        let review = Review(
            id: Identifier.make(at: now), title: "", rubric: rubric, depth: depth, createdAt: now, transcribe: transcribe, replaces: earlier?.id)
        _ = try await assembly.reviews.create(review)
        let blob = try await assembly.blobs.link(file)
        let arrival = Arrival(way: .command, fileName: name)
        _ = try await assembly.queue.accept(Review.Source(arrival, bytes: blob.bytes, sha256: blob.sha256, at: now), for: review.id)
        return review.id
    }

    /// Ends the command where a recording has no report worth the name.
    func checkReviewed(_ review: Review, _ file: String) throws {
        switch review.state {
        case .refused:
            Diagnostics.say("lectern: \(file) cannot be reviewed. \(review.problem ?? "")")
            throw ExitStatus.unreadable
        case .failed:
            let reason = review.stages.compactMap(\.reason).first ?? review.problem ?? ""
            Diagnostics.say("lectern: the review failed. \(reason)")
            throw ExitStatus.unavailable
        case .completed, .cancelled, .awaitingMedia, .inProgress: break
        }
    }
}
