internal import Foundation
internal import JobQueue
package import Logging
package import ReviewModel
internal import ServiceLifecycle
internal import Storage

/// Takes in what is put into a folder: each file once, when nobody writes to it any more. The files stay where they are.
package struct WatchedFolder: Service {
    private let path: String
    private let course: String?
    private let rubric: Rubric
    private let engine: UploadEngine
    private let logger: Logger
    private let sizes = FileSizes()

    private static let interval = Duration.seconds(5)
    /// Seconds without a change after which a file counts as whole.
    private static let quiet = 10.0
    /// What recordings are called. What programs still write mostly has another ending, and beside recordings lie notes and slides.
    private static let kinds: Set<String> = [
        "mp4", "m4v", "mov", "webm", "mkv", "avi", "mpg", "mpeg", "m2v", "ts", "mts", "m2ts", "mxf", "wmv", "asf", "flv", "ogv", "3gp", "mp3", "m4a",
        "aac", "wav", "flac", "ogg", "oga", "opus", "wma",
    ]

    package init(path: String, course: String?, rubric: Rubric, engine: UploadEngine, logger: Logger) {
        self.path = path
        self.course = course
        self.rubric = rubric
        self.engine = engine
        self.logger = logger
    }

    package func run() async {
        await repeatedly(every: Self.interval, logger: logger, failing: "The folder \(path) cannot be looked at.") { try await look() }
    }

    /// Takes on the files that have become whole.
    package func look() async throws {
        let (now, desk) = (engine.queue.clock.now, FetchDesk(engine: engine))
        for file in try files() where await sizes.isQuiet(file, for: Self.quiet, at: now) {
            let (source, item) = ("folder:\(path)", "\(file.name):\(file.bytes):\(Int(file.changedAt))")
            guard try await !engine.queue.database.read({ try CollectionStore.isTaken(item, of: source, $0) }) else { continue }
            let review = Review(id: Identifier.make(at: now), title: "", course: course, rubric: rubric, createdAt: now)
            let arrival = Arrival(way: .folder, fileName: file.name, reference: file.path)
            do {
                try await desk.begin(file.path, for: review, arrival) { session in
                    guard try CollectionStore.take(item, of: source, for: review.id, at: now, session) else { throw TakenAlready() }
                }
                logger.info("Took on a file of a folder.", metadata: ["file": "\(file.path)", "review": "\(review.id)"])
            } catch is TakenAlready {
                continue
            }
        }
    }

    private func files() throws -> [FileSizes.File] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted().compactMap { name in
            guard !name.hasPrefix("."), Self.kinds.contains((name as NSString).pathExtension.lowercased()) else { return nil }
            let place = path + "/" + name
            let attributes = try? FileManager.default.attributesOfItem(atPath: place)
            // A link could lead anywhere.
            guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular, let bytes = attributes[.size] as? NSNumber,
                let changed = attributes[.modificationDate] as? Date, bytes.int64Value > 0
            else { return nil }
            return FileSizes.File(name: name, path: place, bytes: bytes.int64Value, changedAt: changed.timeIntervalSince1970)
        }
    }
}

/// Another process was faster.
struct TakenAlready: Error {}

/// How long files have kept their sizes.
actor FileSizes {
    struct File: Hashable {
        var name: String
        var path: String
        var bytes: Int64
        /// Seconds since 1970.
        var changedAt: Double
    }

    private var seen: [String: (file: File, since: Double)] = [:]

    /// Whether a file looks as it did so many seconds ago; its own date may be of the machine that sent it.
    func isQuiet(_ file: File, for seconds: Double, at now: Double) -> Bool {
        guard let last = seen[file.path], last.file == file else {
            seen[file.path] = (file, now)
            return false
        }
        return now - last.since >= seconds
    }
}
