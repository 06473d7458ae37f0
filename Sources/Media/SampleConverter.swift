import CLibAV
import Detection
import ReviewModel

/// Turns decoded frames of one format into planar floats at a rate of choice, with the channels as they are.
final class SampleConverter {
    let format: SoundFormat
    let rate: Int
    private var resampler: OpaquePointer?
    private var planes: [UnsafeMutablePointer<Float>] = []
    private var capacity = 0

    /// - Parameter rate: hertz of the samples that come out; nil leaves the rate as it is.
    init(_ format: SoundFormat, frame: UnsafeMutablePointer<AVFrame>, rate: Int?) throws {
        self.format = format
        self.rate = rate ?? format.rate
        if format.sampleFormat == AV_SAMPLE_FMT_FLTP && self.rate == format.rate { return }
        var layout = AVChannelLayout()
        defer { av_channel_layout_uninit(&layout) }
        SoundFormat.copyLayout(of: frame, to: &layout)
        var status = withUnsafeMutablePointer(to: &layout) { layout in
            swr_alloc_set_opts2(
                &resampler, layout, AV_SAMPLE_FMT_FLTP, Int32(self.rate), layout, format.sampleFormat, Int32(format.rate), 0, nil)
        }
        if status >= 0 { status = swr_init(resampler) }
        guard status >= 0 else {
            swr_free(&resampler)
            throw AVFailure.failure(status, .unreadable, "The sound cannot be converted")
        }
    }

    deinit {
        swr_free(&resampler)
        planes.forEach { $0.deallocate() }
    }

    /// Converts a frame, or gives what is held back when there is none. The samples are good only within `use`.
    func convert(_ frame: UnsafeMutablePointer<AVFrame>?, use: (PlanarSamples) throws -> Void) throws {
        guard let resampler else {
            guard let frame, let data = frame.pointee.extended_data else { return }
            let planes = format.channels.indices.compactMap { index in
                data[index].map { UnsafePointer(UnsafeMutableRawPointer($0).assumingMemoryBound(to: Float.self)) }
            }
            guard planes.count == format.channels.count else { return }
            return try use(PlanarSamples(planes: planes, count: Int(frame.pointee.nb_samples)))
        }
        let input = frame?.pointee.nb_samples ?? 0
        try reserve(Int(swr_get_out_samples(resampler, input)))
        let count = fill(resampler, frame)
        guard count >= 0 else { throw AVFailure.failure(count, .unreadable, "The sound cannot be converted") }
        if frame == nil {
            // A flushed resampler holds the mirrored end of what it was given: begin anew.
            swr_init(resampler)
        }
        try use(PlanarSamples(planes: planes.map { UnsafePointer($0) }, count: Int(count)))
    }

    private func fill(_ resampler: OpaquePointer, _ frame: UnsafeMutablePointer<AVFrame>?) -> Int32 {
        var output = planes.map { Optional(UnsafeMutableRawPointer($0).assumingMemoryBound(to: UInt8.self)) }
        guard let frame else { return swr_convert(resampler, &output, Int32(capacity), nil, 0) }
        var input = format.channels.indices.map { index in
            let isPlanar = av_sample_fmt_is_planar(format.sampleFormat) != 0
            return isPlanar || index == 0 ? frame.pointee.extended_data[index].map { UnsafePointer($0) } : nil
        }
        return swr_convert(resampler, &output, Int32(capacity), &input, frame.pointee.nb_samples)
    }

    private func reserve(_ samples: Int) throws {
        guard samples > capacity else { return }
        planes.forEach { $0.deallocate() }
        planes = format.channels.map { _ in .allocate(capacity: samples) }
        capacity = samples
    }
}
