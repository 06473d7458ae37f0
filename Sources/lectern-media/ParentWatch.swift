import Foundation
import Glibc

/// Ends this process when its parent has died, so that no decoder runs on for nobody.
///
/// `PR_SET_PDEATHSIG` would fire when the *thread* that started the child ends, which in a pool of threads is not the parent's death.
enum ParentWatch {
    /// Seconds between looks.
    private static let interval = 0.5

    private static let parent = getppid()

    /// Remembers who the parent is.
    static func prepare() {
        _ = parent
    }

    /// Starts watching, also for a death since `prepare`.
    static func start() {
        let thread = Thread {
            while getppid() == parent {
                Thread.sleep(forTimeInterval: interval)
            }
            _exit(1)
        }
        thread.name = "parent-watch"
        thread.stackSize = 128 << 10
        thread.start()
    }
}
