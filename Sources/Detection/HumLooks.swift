/// What the looks for hum saw at each tone, look by look.
struct HumLooks {
    /// Hertz of every tone that is looked for: the mains frequencies' multiples.
    static let tones = HumMeter.mains.flatMap { mains in (1...HumMeter.harmonics).map { mains * Double($0) } }

    /// Long looks: the mean square of a line, and how many times it stands over its surroundings.
    private(set) var levels: [Float] = []
    private(set) var prominences: [Float] = []
    /// Short looks: the mean square round a tone, and the power per hertz beside it.
    private(set) var shorts: [Float] = []
    private(set) var densities: [Float] = []

    var count: Int { levels.count / Self.tones.count }
    var shortCount: Int { shorts.count / Self.tones.count }

    mutating func append(level: Double, prominence: Double) {
        levels.append(Float(level))
        prominences.append(Float(prominence))
    }

    mutating func append(short: Double, density: Double) {
        shorts.append(Float(short))
        densities.append(Float(density))
    }

    mutating func appendNothing() {
        for _ in Self.tones { append(level: 0, prominence: 0) }
        for _ in 0..<HumMeter.shortLooks * Self.tones.count { append(short: 0, density: 0) }
    }

    func level(_ look: Int, _ tone: Int) -> Double { Double(levels[look * Self.tones.count + tone]) }
    func prominence(_ look: Int, _ tone: Int) -> Double { Double(prominences[look * Self.tones.count + tone]) }
    func short(_ look: Int, _ tone: Int) -> Double { Double(shorts[look * Self.tones.count + tone]) }
    func density(_ look: Int, _ tone: Int) -> Double { Double(densities[look * Self.tones.count + tone]) }
}
