// libav*, and what Swift cannot import of it: macros that are not plain numbers, and fields that FFmpeg 5, 6 and 7 name differently.
#pragma once

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

static const int lectern_error_eof = AVERROR_EOF;
static const int lectern_error_again = AVERROR(EAGAIN);
static const int lectern_error_no_memory = AVERROR(ENOMEM);
static const int lectern_error_io = AVERROR(EIO);
static const int lectern_error_refused = AVERROR(EACCES);
static const int lectern_error_invalid = AVERROR(EINVAL);
static const int lectern_error_invalid_data = AVERROR_INVALIDDATA;
static const int lectern_error_no_decoder = AVERROR_DECODER_NOT_FOUND;
static const int64_t lectern_no_timestamp = AV_NOPTS_VALUE;

/// How long a frame lasts in its stream's time base, 0 where unknown.
static inline int64_t lectern_frame_duration(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
    return frame->duration;
#else
    return frame->pkt_duration;
#endif
}

/// The same, set.
static inline void lectern_set_frame_duration(AVFrame *frame, int64_t duration) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
    frame->duration = duration;
#else
    frame->pkt_duration = duration;
#endif
}

/// Makes `extended_data` of a frame of few planes `data`, as libavcodec wants it.
static inline void lectern_point_to_planes(AVFrame *frame) {
    frame->extended_data = frame->data;
}

/// The stream's display matrix, or null.
static inline const int32_t *lectern_display_matrix(const AVStream *stream) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
    const AVPacketSideData *data = av_packet_side_data_get(
        stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return data && data->size >= 9 * sizeof(int32_t) ? (const int32_t *)data->data : 0;
#else
    size_t size = 0;
    const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return data && size >= 9 * sizeof(int32_t) ? (const int32_t *)data : 0;
#endif
}

static int lectern_refuse_open(AVFormatContext *context, AVIOContext **io, const char *url, int flags, AVDictionary **options) {
    return AVERROR(EACCES);
}

/// Makes every attempt of a demuxer to open another resource fail: a recording is one file.
static inline void lectern_refuse_nested_opens(AVFormatContext *context) {
    context->io_open = lectern_refuse_open;
}
