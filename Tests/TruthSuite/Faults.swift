import ReviewModel

/// The injected faults, in groups. Each case is a few lines of data: code, bases, ffmpeg filters, and what must be found.
struct Faults {
    let seed: UInt64

    /// A case whose clip is made by a closure that may draw its moments.
    func fault(
        _ code: FindingCode, _ label: String, small: Bool = false, allowed: [FindingCode] = [],
        _ make: (inout Draw) -> (Clip, [Expected])
    ) -> Case {
        let name = "\(code.rawValue)-\(label)"
        var draw = Draw(name: name, seed: seed)
        let (clip, expected) = make(&draw)
        return Case(
            name, .fault, about: code, recipe: clip.recipe(name), expected: expected, allowed: allowed.map { Allowed($0) }, small: small)
    }

    /// A fault of the recording as a whole.
    func whole(_ code: FindingCode, _ label: String, small: Bool = false, allowed: [FindingCode] = [], _ clip: Clip, also: [Expected] = []) -> Case {
        fault(code, label, small: small, allowed: allowed) { _ in (clip, [Expected(code)] + also) }
    }

    /// A clip just under the limit, which must not have the code.
    func nearMiss(_ code: FindingCode, _ label: String, small: Bool = false, allowed: [FindingCode] = [], expected: [Expected] = [], _ clip: Clip)
        -> Case
    {
        let name = "\(code.rawValue)-near-\(label)"
        return Case(
            name, .nearMiss, about: code, recipe: clip.recipe(name), expected: expected, allowed: allowed.map { Allowed($0) }, small: small)
    }
}
