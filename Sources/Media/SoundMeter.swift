import CLibAV
import Detection
import ReviewModel

/// Measures a stream of sound: level and mean per channel, loudness, true peak, clipping, holes, how the sides agree, noise, hum and bandwidth.
struct SoundMeter {
    private var meters: Meters?
    private let costs: CostLedger

    init(costs: CostLedger = CostLedger()) {
        self.costs = costs
    }

    private struct Meters {
        var channels: Int
        var start: Double
        var level: LevelMeter
        var clipping: ClippingMeter
        var loudness: LoudnessMeter
        var peak: PeakMeter
        var holes: HoleMeter
        var offset: OffsetMeter
        /// Where there is a left and a right side.
        var correlation: CorrelationMeter?
        var phone: PhoneMeter
        var spectrum: SpectrumMeter
    }

    mutating func take(_ piece: SoundPiece) {
        switch piece {
        case .start(let position, let rate, let layout):
            // More channels than a lecture has are left out.
            let channels = min(layout.count, Bounds.channels)
            let places = Array(layout.prefix(channels))
            meters = Meters(
                channels: channels,
                start: Double(position) / Double(rate),
                level: LevelMeter(channels: channels, rate: rate, position: position),
                clipping: ClippingMeter(channels: channels, rate: rate, position: position),
                loudness: LoudnessMeter(weights: SpeakerPlaces.loudnessWeights(places), rate: rate, position: position),
                peak: PeakMeter(channels: channels, rate: rate, position: position),
                holes: HoleMeter(channels: channels, rate: rate, position: position),
                offset: OffsetMeter(channels: channels),
                correlation: SpeakerPlaces.sides(places).map { CorrelationMeter(pair: $0, rate: rate, position: position) },
                phone: PhoneMeter(shares: SpeakerPlaces.monoShares(places), rate: rate, position: position),
                spectrum: SpectrumMeter(rate: rate, position: position))
        case .samples(let sound):
            costs.book(.level) { meters?.level.push(sound) }
            costs.book(.clipping) { meters?.clipping.push(sound) }
            costs.book(.loudness) { meters?.loudness.push(sound) }
            costs.book(.truePeak) { meters?.peak.push(sound) }
            costs.book(.soundHoles) { meters?.holes.push(sound) }
            costs.book(.offset) { meters?.offset.push(sound) }
            costs.book(.correlation) { _ = meters?.correlation?.push(sound) }
            costs.book(.phone) { meters?.phone.push(sound) }
            costs.book(.spectrum) { meters?.spectrum.push(sound) }
        case .gap(let missing):
            meters?.level.skip(missing)
            meters?.clipping.skip(missing)
            meters?.loudness.skip(missing)
            meters?.peak.skip(missing)
            meters?.holes.skip(missing)
            meters?.correlation?.skip(missing)
            meters?.phone.skip(missing)
            meters?.spectrum.skip(missing)
        }
    }

    /// Closes the series and adds them and the whole recording's figures.
    mutating func finish(into set: inout MeasurementSet) {
        guard var meters else { return }
        let loudness = meters.loudness.finish()
        let peak = meters.peak.finish()
        set.series += meters.level.finish() + loudness.series + [peak.series, meters.clipping.finish()]
        if let correlation = meters.correlation?.finish() { set.series.append(correlation) }
        set.events += meters.holes.finish()
        let spectrum = meters.spectrum.finish()
        let phone = meters.phone.finish()
        set.series += spectrum.series + phone.series
        set.events += spectrum.events
        set.summary.integratedLoudness = loudness.integrated
        set.summary.loudnessRange = loudness.range
        set.summary.highestMomentary = loudness.highestMomentary
        set.summary.highestShortTerm = loudness.highestShortTerm
        set.summary.truePeak = peak.highest
        set.summary.phoneLoudness = phone.integrated
        set.summary.offsets = meters.offset.means
        set.summary.channels = meters.channels
        set.summary.audioStart = meters.start
        self.meters = nil
    }
}
