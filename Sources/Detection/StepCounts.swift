/// Counts of the steps that stand alone between even neighbours, along lines of one length, for each place in them.
struct StepCounts {
    /// What parts of a line count.
    enum Scope {
        /// Those without a strong step, flat ones too.
        case even
        /// Those with any step.
        case textured

        /// - Parameter strongest: the part's largest step, in codes.
        fileprivate func holds(_ strongest: UInt8) -> Bool {
            self == .even ? strongest <= strong : strongest >= visible
        }
    }

    private var length = 0
    private var scope = Scope.even
    private var difference: [UInt8] = []
    private var visible: [UInt8] = []
    private var rising: [UInt8] = []
    private var seen: [Int] = []
    private var stripeDifference: [UInt8] = []

    /// Codes by which a step over two samples must stand out to be seen.
    static let visible: UInt8 = 4
    /// A step of more codes than this belongs to the scene, as a rule.
    static let strong: UInt8 = 40
    static let segment = 32
    /// Of fewer lines than this a share means little.
    private static let leastSeen = 8

    mutating func begin(length: Int, _ scope: Scope) {
        self.length = length
        self.scope = scope
        difference = Array(repeating: 0, count: length)
        visible = difference
        rising = difference
        seen = Array(repeating: 0, count: length / Self.segment)
    }

    /// Counts along a line. At most 255 of them.
    mutating func add(_ line: UnsafePointer<UInt8>) {
        difference.withUnsafeMutableBufferPointer { difference in
            visible.withUnsafeMutableBufferPointer { visible in
                rising.withUnsafeMutableBufferPointer { rising in
                    guard let difference = difference.baseAddress, let visible = visible.baseAddress, let rising = rising.baseAddress else { return }
                    for x in 1..<length - 1 { difference[x] = max(line[x + 1], line[x - 1]) &- min(line[x + 1], line[x - 1]) }
                    for segment in seen.indices {
                        let first = segment * Self.segment
                        var strongest: UInt8 = 0
                        for x in first..<first + Self.segment { strongest = max(strongest, difference[x]) }
                        guard scope.holds(strongest) else { continue }
                        seen[segment] += 1
                        guard strongest >= Self.visible else { continue }
                        for x in max(2, first)..<min(length - 2, first + Self.segment) {
                            let beside = max(difference[x - 2], difference[x + 2])
                            let lone: UInt8 = difference[x] &- min(difference[x], beside) >= Self.visible ? 1 : 0
                            visible[x] &+= lone
                            rising[x] &+= line[x + 1] > line[x - 1] ? lone : 0
                        }
                    }
                }
            }
        }
    }

    /// Counts down the columns of a stripe that holds them row by row. At most 255 columns in all.
    mutating func add(stripe: UnsafePointer<UInt8>) {
        let columns = DetailSample.stripeColumns
        let size = length * columns
        if stripeDifference.count != size { stripeDifference = Array(repeating: 0, count: size) }
        // Taken out while it is read beside the counts.
        var steps: [UInt8] = []
        swap(&steps, &stripeDifference)
        steps.withUnsafeMutableBufferPointer { steps in
            guard let steps = steps.baseAddress else { return }
            for index in columns..<size - columns {
                let (above, below) = (stripe[index - columns], stripe[index + columns])
                steps[index] = max(above, below) &- min(above, below)
            }
            for segment in seen.indices { add(segment, of: stripe, steps) }
        }
        swap(&steps, &stripeDifference)
    }

    private mutating func add(_ segment: Int, of stripe: UnsafePointer<UInt8>, _ difference: UnsafePointer<UInt8>) {
        let columns = DetailSample.stripeColumns
        let first = segment * Self.segment
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: columns) { counted in
            guard let counted = counted.baseAddress else { return }
            counted.initialize(repeating: 0, count: columns)
            for row in first..<first + Self.segment {
                let line = difference + row * columns
                for x in 0..<columns { counted[x] = max(counted[x], line[x]) }
            }
            var quiet = 0
            for x in 0..<columns {
                counted[x] = scope.holds(counted[x]) ? 1 : 0
                quiet += Int(counted[x])
            }
            seen[segment] += quiet
            guard quiet > 0 else { return }
            for row in max(3, first)..<min(length - 3, first + Self.segment) {
                let line = difference + row * columns
                let (above, below) = (stripe + (row - 1) * columns, stripe + (row + 1) * columns)
                var (all, up): (UInt8, UInt8) = (0, 0)
                for x in 0..<columns {
                    let beside = max(line[x - 2 * columns], line[x + 2 * columns])
                    let lone: UInt8 = line[x] &- min(line[x], beside) >= Self.visible ? counted[x] : 0
                    all &+= lone
                    up &+= below[x] > above[x] ? lone : 0
                }
                visible[row] &+= all
                rising[row] &+= up
            }
        }
    }

    /// For each place, the share of lines that show a step there, without those that go the one way more than the other.
    func profile() -> [Float] {
        (0..<seen.count * Self.segment).map { x in
            let (all, up) = (Int(visible[x]), Int(rising[x]))
            return Float(all - abs(2 * up - all)) / Float(max(Self.leastSeen, seen[x / Self.segment]))
        }
    }
}
