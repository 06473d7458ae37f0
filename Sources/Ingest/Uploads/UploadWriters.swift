internal import ReviewModel

/// The requests that write to uploads in this process, one for each upload: a newer one ends the older, which may hang on a dead connection.
actor UploadWriters {
    private var writers: [String: Task<Upload, any Error>] = [:]

    /// Runs `work` once nobody else in this process writes to the upload.
    func run(_ id: String, _ work: @escaping @Sendable () async throws -> Upload) async throws -> Upload {
        await end(id)
        let task = Task { try await work() }
        writers[id] = task
        defer { if writers[id] == task { writers[id] = nil } }
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch is CancellationError where !Task.isCancelled {
            // It was not the request that ended, but a newer one that ended it.
            throw UploadRefusal.takenOver
        }
    }

    /// Ends whoever writes to the upload, and returns once what they received is safe.
    func end(_ id: String) async {
        while let older = writers[id] {
            older.cancel()
            _ = await older.result
            if writers[id] == older { writers[id] = nil }
        }
    }
}
