import CLibAV

/// What a channel's place among the speakers says of how it is heard.
enum SpeakerPlaces {
    /// The weights of the channels in loudness (ITU-R BS.1770-4, table 3). One channel is heard from two speakers.
    static func loudnessWeights(_ layout: [AVChannel]) -> [Double] {
        if layout.count == 1 { return [2] }
        return layout.map { place in
            switch place {
            case AV_CHAN_SIDE_LEFT, AV_CHAN_BACK_LEFT, AV_CHAN_SIDE_RIGHT, AV_CHAN_BACK_RIGHT: 1.41
            case AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2: 0
            // The front, and other places, count without extra weight.
            default: 1
            }
        }
    }

    /// The shares of the channels in a mix into one: ITU-R BS.775-3, table 2, scaled so that two equal sides keep their level.
    static func monoShares(_ layout: [AVChannel]) -> [Float] {
        if layout.count == 1 { return [1] }
        return layout.map { place in
            switch place {
            case AV_CHAN_FRONT_CENTER: 0.7071
            case AV_CHAN_SIDE_LEFT, AV_CHAN_SIDE_RIGHT, AV_CHAN_BACK_LEFT, AV_CHAN_BACK_RIGHT, AV_CHAN_BACK_CENTER: 0.3536
            case AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2: 0
            default: 0.5
            }
        }
    }

    /// The left and the right channel; nil without both.
    static func sides(_ layout: [AVChannel]) -> (left: Int, right: Int)? {
        guard let left = layout.firstIndex(of: AV_CHAN_FRONT_LEFT), let right = layout.firstIndex(of: AV_CHAN_FRONT_RIGHT) else { return nil }
        return (left, right)
    }
}
