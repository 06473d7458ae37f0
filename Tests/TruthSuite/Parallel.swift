import Foundation
import Synchronization

/// Calls that block, on threads of their own, so many at a time. Results come in the order of the elements.
package enum Parallel {
    package static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], width: Int, _ transform: @escaping @Sendable (Element) -> Result
    ) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: elements.count))
        let next = Atomic(0)
        let group = DispatchGroup()
        let queue = DispatchQueue(label: "truth", attributes: .concurrent)
        for _ in 0..<max(1, width) {
            queue.async(group: group) {
                while true {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < elements.count else { return }
                    let result = transform(elements[index])
                    results.withLock { $0[index] = result }
                }
            }
        }
        group.wait()
        return results.withLock { $0.compactMap(\.self) }
    }
}
