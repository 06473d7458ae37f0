/// Makes names for reviews and jobs that sort by the time they were made.
package enum Identifier {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// 48 bits of milliseconds, then 80 random bits, as 26 characters (the layout of a ULID, in lower case).
    package static func make(at time: Double) -> String {
        var random = SystemRandomNumberGenerator()
        var result = ""
        var milliseconds = UInt64(max(0, time * 1000))
        var head: [Character] = []
        for _ in 0..<10 {
            head.append(digits[Int(milliseconds & 31)])
            milliseconds >>= 5
        }
        result.append(contentsOf: head.reversed())
        for _ in 0..<16 {
            result.append(digits[Int(random.next() & 31)])
        }
        return result
    }
}
