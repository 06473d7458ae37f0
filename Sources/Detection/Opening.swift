/// The least and the most over a sliding window, and the two in turn.
enum Opening {
    /// At each moment the highest level that the sound keeps up over a whole window which holds the moment: shorter peaks are gone, while what
    /// lasts keeps its edges to the moment (in morphology an opening by a flat element).
    static func open(_ values: [UInt8], width: Int) -> [UInt8] {
        let width = min(width, values.count)
        guard width > 1 else { return values }
        let padding = [UInt8](repeating: 0, count: width - 1)
        return slide(padding + slide(values, width, min) + padding, width, max)
    }

    /// The least (or most) of every `width` neighbours, in order of the first; shorter by `width - 1`. Windows double until they are wide enough.
    static func slide(_ values: [UInt8], _ width: Int, _ choose: (UInt8, UInt8) -> UInt8) -> [UInt8] {
        guard width > 1, width <= values.count else { return values }
        var current = values
        var span = 1
        while span * 2 <= width {
            for index in 0..<current.count - span { current[index] = choose(current[index], current[index + span]) }
            current.removeLast(span)
            span *= 2
        }
        let rest = width - span
        guard rest > 0 else { return current }
        for index in 0..<current.count - rest { current[index] = choose(current[index], current[index + rest]) }
        current.removeLast(rest)
        return current
    }

    /// The mean power of `width` neighbours round each moment, fewer at the ends.
    static func smooth(_ values: [UInt8], _ width: Int) -> [UInt8] {
        values.indices.map { index in
            let range = max(0, index - (width - 1) / 2)..<min(values.count, index + width / 2 + 1)
            return BandGram.byte(Double(range.reduce(Float(0)) { $0 + BandGram.power[Int(values[$1])] } / Float(range.count)))
        }
    }
}
