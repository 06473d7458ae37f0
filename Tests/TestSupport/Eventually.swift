/// Whether something comes true in time: what another task does has no moment of its own.
package func eventually(within seconds: Double = 30, _ isTrue: () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try await isTrue() { return true }
        try await Task.sleep(for: .milliseconds(2))
    }
    return try await isTrue()
}
