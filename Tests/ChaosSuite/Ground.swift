internal import Storage
internal import StorageTestSupport
internal import TestSupport

/// The database that the workers share, and the ways to hurt it.
final class Ground: Sendable {
    /// For workers, by way of the proxy where there is one.
    let address: String
    /// For the suite itself, so that its own work is not cut off.
    let direct: String
    let folder: TemporaryFolder
    let isPostgres: Bool
    /// Nil where nothing can be mounted.
    let disk: SmallDisk?
    let server: PostgresServer?
    let proxy: HalfOpenProxy?

    init(_ engine: Engine) async throws {
        isPostgres = engine == .postgres
        folder = try TemporaryFolder()
        disk = SmallDisk.isPossible ? try SmallDisk(megabytes: isPostgres ? 1200 : 160) : nil
        let place = disk?.path ?? folder.path("database")
        try TemporaryFolder.make(place)
        switch engine {
        case .sqlite:
            direct = place + "/lectern.db"
            (address, server, proxy) = (direct, nil, nil)
        case .postgres:
            let server = try PostgresServer(in: place)
            let door = folder.path("door")
            try TemporaryFolder.make(door)
            proxy = try await HalfOpenProxy(path: door + "/.s.PGSQL.5432", upstream: server.socket)
            self.server = server
            direct = PostgresServer.address(inFolder: place)
            address = PostgresServer.address(inFolder: door)
        }
    }

    func close() async throws {
        try await proxy?.close()
    }
}
