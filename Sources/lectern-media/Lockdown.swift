import CSandbox
import Foundation
import Glibc
import Media
import ReviewModel

/// How a command shuts itself in before it touches media: `limits` first, then open files and load models, then `seal`, and only then parse.
enum Lockdown {
    /// Open files at once; a command needs its input, its output, a model and the standard three.
    private static let openFiles: UInt64 = 64

    /// Sets the limits of the process and remembers its parent. The first thing a command does.
    static func limits(_ limits: Limits) throws {
        umask(0o077)
        // A closed pipe is seen as an error of write, so that the process ends by its own decision.
        signal(SIGPIPE, SIG_IGN)
        let status = sandbox_limit(limits.memoryLimit, limits.cpuLimit, limits.outputLimit, openFiles)
        guard status == 0 else {
            throw ChildFailure(.internal, "The limits of the process could not be set: \(String(cString: strerror(-status))).")
        }
        MediaLog.redirect { Log.warning($0) }
        ParentWatch.prepare()
    }

    /// Denies everything but computing and the open descriptors, for good, and starts to watch the parent.
    ///
    /// A kernel without Landlock or seccomp is told of on standard error.
    static func seal() throws {
        let privileges = sandbox_no_new_privileges()
        guard privileges == 0 else {
            throw ChildFailure(.internal, "Privileges could not be given up: \(String(cString: strerror(-privileges))).")
        }
        let files = sandbox_deny_files()
        if files < 0 {
            Log.warning("no Landlock on this kernel (\(String(cString: strerror(-files)))): file access is held back by seccomp alone")
        }
        let calls = sandbox_deny_calls()
        if calls < 0 {
            Log.warning("no seccomp on this kernel (\(String(cString: strerror(-calls)))): system calls are not filtered")
        }
        // Only now: Landlock holds the thread that asks for it and those it starts later, not one that runs already.
        ParentWatch.start()
    }
}
