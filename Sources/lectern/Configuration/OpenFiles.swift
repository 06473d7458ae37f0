import Logging

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How many files and connections the process may have open.
enum OpenFiles {
    /// Asks for as many as the system lets it have: shells mostly begin with 1,024, which as many waiting browsers would use up.
    static func raiseLimit(wanted: Int, logger: Logger) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < wanted + 500 else { return }
        logger.warning(
            "Fewer files may be open than limits.connections wants: raise the limit (ulimit -n, LimitNOFILE).",
            metadata: ["limit": "\(limit.rlim_cur)", "wanted": "\(wanted)"])
    }
}
