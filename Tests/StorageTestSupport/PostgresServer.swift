import Foundation
internal import Synchronization
internal import TestSupport

/// A PostgreSQL server of the tests' own, from Debian's programs, in a temporary folder and on a Unix socket there. It ends with the tests, however
/// they end: it lives as long as a pipe that they hold.
package final class PostgresServer: Sendable {
    /// The one that all tests of a run share; each takes a schema of its own in it.
    package static let shared = Result { try PostgresServer() }

    private let folder: TemporaryFolder
    private let process: Process
    private let pipe: Pipe
    private let schemas = Mutex(0)

    /// PostgreSQL refuses to run as root: there, nobody runs it. `$1` is the folder, `$2` where the programs are.
    private static let script = """
        as_user=
        if [ "$(id -u)" = 0 ]; then
            chown nobody "$1"
            as_user="setpriv --reuid=nobody --regid=nogroup --clear-groups --"
        fi
        $as_user "$2/initdb" -D "$1/data" -A trust -U lectern -E UTF8 --locale=C.UTF-8 --no-sync > "$1/log" 2>&1 || exit 1
        $as_user "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c max_connections=60 >> "$1/log" 2>&1 < /dev/null &
        server=$!
        cat > /dev/null
        kill -INT $server
        wait $server
        rm -rf "$1"
        """

    private init() throws {
        folder = try TemporaryFolder()
        guard let programs = Self.programs else {
            throw Program.Failure(description: "PostgreSQL's server is not installed: run 'make test', which sets it up.")
        }
        process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", Self.script, "sh", folder.url.path, programs]
        pipe = Pipe()
        process.standardInput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        // Initialising takes a second or two, on a busy machine longer.
        for _ in 0..<600 {
            if (try? run("SELECT 1")) != nil { return }
            guard process.isRunning else { break }
            Thread.sleep(forTimeInterval: 0.1)
        }
        let log = (try? String(contentsOfFile: folder.path("log"), encoding: .utf8)) ?? ""
        throw Program.Failure(description: "PostgreSQL's server did not start: \(log.suffix(2000))")
    }

    private static var programs: String? {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return versions.sorted { $0.localizedStandardCompare($1) == .orderedDescending }.map { "/usr/lib/postgresql/\($0)/bin" }
            .first { FileManager.default.isExecutableFile(atPath: $0 + "/postgres") }
    }

    /// The address of an empty schema.
    package func database() throws -> String {
        let number = schemas.withLock { count in
            count += 1
            return count
        }
        try run("CREATE SCHEMA test\(number)")
        return address(schema: "test\(number)")
    }

    private func address(schema: String) -> String {
        let host = folder.url.path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "postgres://lectern@/postgres?host=\(host)&options=-c%20search_path%3D\(schema)"
    }

    /// Runs a statement as an administrator of the server would.
    package func run(_ sql: String) throws {
        let client = try Program(
            "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", folder.url.path, "-U", "lectern", "-d", "postgres", "-c", sql])
        guard client.status == 0 else { throw Program.Failure(description: client.errors) }
    }
}
