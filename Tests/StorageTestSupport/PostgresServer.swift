import Foundation
internal import Synchronization
internal import TestSupport

/// A PostgreSQL server of the tests' own, from Debian's programs, in a temporary folder and on a Unix socket there. It ends with the tests, however
/// they end: it lives as long as a pipe that they hold.
package final class PostgresServer: Sendable {
    /// The one that all tests of a run share; each takes a schema of its own in it.
    package static let shared = Result { try PostgresServer() }

    /// Where its socket is, and its data.
    private let folder: String
    // Kept, so that what was made for this server alone goes with it.
    private let owned: TemporaryFolder?
    private let process: Process
    private let pipe: Pipe
    private let schemas = Mutex(0)

    /// PostgreSQL refuses to run as root: there, nobody runs it. `$1` is the folder, `$2` where the programs are. Commands come on the pipe.
    private static let script = """
        folder=$1
        programs=$2
        as_user=
        if [ "$(id -u)" = 0 ]; then
            chown nobody "$folder"
            as_user="setpriv --reuid=nobody --regid=nogroup --clear-groups --"
        fi
        $as_user "$programs/initdb" -D "$folder/data" -A trust -U lectern -E UTF8 --locale=C.UTF-8 --no-sync > "$folder/log" 2>&1 || exit 1
        start() {
            $as_user "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=200 \
                >> "$folder/log" 2>&1 < /dev/null &
            server=$!
        }
        start
        while read -r signal; do
            if [ "$signal" != START ]; then
                kill -s "${signal#STOP-}" $server
                wait $server
            fi
            case $signal in STOP-*) ;; *) start ;; esac
        done
        kill -s INT $server 2> /dev/null
        wait $server
        rm -rf "$folder"
        """

    /// - Parameter place: an empty folder for it; without one, one of its own.
    package init(in place: String? = nil) throws {
        owned = try place == nil ? TemporaryFolder() : nil
        folder = place ?? owned?.url.path ?? ""
        guard let programs = Self.programs else {
            throw Program.Failure(description: "PostgreSQL's server is not installed: run 'make test', which sets it up.")
        }
        process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", Self.script, "sh", folder, programs]
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
        let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
        throw Program.Failure(description: "PostgreSQL's server did not start: \(log.suffix(2000))")
    }

    /// Ends the server and starts it again: at once as if the machine had stopped, or after it has told its clients.
    package func restart(atOnce: Bool) throws {
        try pipe.fileHandleForWriting.write(contentsOf: Data((atOnce ? "QUIT\n" : "INT\n").utf8))
    }

    /// Ends the server until `start`; returns once nobody is answered any more.
    package func stop() throws {
        try pipe.fileHandleForWriting.write(contentsOf: Data("STOP-INT\n".utf8))
        while (try? run("SELECT 1")) != nil { Thread.sleep(forTimeInterval: 0.05) }
    }

    /// Starts a stopped server; returns once it answers.
    package func start() throws {
        try pipe.fileHandleForWriting.write(contentsOf: Data("START\n".utf8))
        while (try? run("SELECT 1")) == nil { Thread.sleep(forTimeInterval: 0.05) }
    }

    /// The server's own socket.
    package var socket: String { folder + "/.s.PGSQL.5432" }

    /// The address of a whole database, for a test that has the server to itself.
    package func whole(named name: String = "postgres") -> String {
        Self.address(inFolder: folder).replacing("/postgres?", with: "/\(name)?")
    }

    /// The address of the server's first database, by way of the socket in a folder.
    package static func address(inFolder folder: String) -> String {
        let host = folder.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "postgres://lectern@/postgres?host=\(host)"
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
        return Self.address(inFolder: folder) + "&options=-c%20search_path%3Dtest\(number)"
    }

    /// Runs a statement as an administrator of the server would.
    package func run(_ sql: String) throws {
        let client = try Program(
            "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "lectern", "-d", "postgres", "-c", sql])
        guard client.status == 0 else { throw Program.Failure(description: client.errors) }
    }
}
