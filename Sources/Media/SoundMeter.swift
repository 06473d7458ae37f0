import CLibAV
import Detection
import ReviewModel

/// Measures a stream of sound: level per channel, loudness, true peak and clipping.
struct SoundMeter {
    private var meters: Meters?

    private struct Meters {
        var channels: Int
        var start: Double
        var level: LevelMeter
        var clipping: ClippingMeter
        var loudness: LoudnessMeter
    }

    mutating func take(_ piece: SoundPiece) throws {
        switch piece {
        case .start(let position, let rate, let layout):
            // More channels than a lecture has are left out.
            let channels = min(layout.count, Bounds.channels)
            meters = Meters(
                channels: channels,
                start: Double(position) / Double(rate),
                level: LevelMeter(channels: channels, rate: rate, position: position),
                clipping: ClippingMeter(channels: channels, rate: rate, position: position),
                loudness: try LoudnessMeter(channels: Array(layout.prefix(channels)), rate: rate, position: position))
        case .samples(let sound):
            meters?.level.push(sound)
            meters?.clipping.push(sound)
            meters?.loudness.push(sound)
        case .gap(let missing):
            meters?.level.skip(missing)
            meters?.clipping.skip(missing)
            meters?.loudness.skip(missing)
        }
    }

    /// Closes the series and adds them and the whole recording's figures.
    mutating func finish(into set: inout MeasurementSet) {
        guard var meters else { return }
        let loudness = meters.loudness.finish()
        set.series += meters.level.finish() + loudness.series + [meters.clipping.finish()]
        set.summary.integratedLoudness = loudness.integrated
        set.summary.loudnessRange = loudness.range
        set.summary.truePeak = loudness.truePeak
        set.summary.channels = meters.channels
        set.summary.audioStart = meters.start
        self.meters = nil
    }
}
