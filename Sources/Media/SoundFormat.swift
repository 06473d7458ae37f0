import CLibAV
import ReviewModel

/// How decoded sound is laid out.
struct SoundFormat: Equatable {
    /// Hertz.
    var rate: Int
    var sampleFormat: AVSampleFormat
    /// What each channel is, in order.
    var channels: [AVChannel]

    /// - Throws: `ChildFailure` with code `refused` for what no recording has.
    init(of frame: UnsafeMutablePointer<AVFrame>) throws {
        let rate = frame.pointee.sample_rate
        let count = frame.pointee.ch_layout.nb_channels
        guard Bounds.sampleRates.contains(rate), count > 0, count <= 64 else {
            throw ChildFailure(.refused, "The sound has \(count) channels at \(rate) Hz, which is not accepted.")
        }
        self.rate = Int(rate)
        sampleFormat = AVSampleFormat(rawValue: frame.pointee.format)
        var layout = AVChannelLayout()
        defer { av_channel_layout_uninit(&layout) }
        Self.copyLayout(of: frame, to: &layout)
        channels = (0..<UInt32(count)).map { av_channel_layout_channel_from_index(&layout, $0) }
    }

    /// The frame's layout; the usual one for its number of channels where it names none.
    static func copyLayout(of frame: UnsafeMutablePointer<AVFrame>, to layout: inout AVChannelLayout) {
        if frame.pointee.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC {
            av_channel_layout_default(&layout, frame.pointee.ch_layout.nb_channels)
        } else {
            av_channel_layout_copy(&layout, &frame.pointee.ch_layout)
        }
    }
}
