import CWhisper
import Foundation

/// What the head of a model file tells of it: which of OpenAI's Whisper models it is, or has the shape of.
///
/// The layout is that of whisper.cpp's `whisper_model_load`: eleven little-endian 32-bit integers behind the magic number.
struct ModelShape: Equatable {
    var vocabulary: Int
    /// The length of the decoder's vectors.
    var textWidth: Int
    var textLayers: Int

    static let headerBytes = 12 * 4

    init(vocabulary: Int, textWidth: Int, textLayers: Int) {
        self.vocabulary = vocabulary
        self.textWidth = textWidth
        self.textLayers = textLayers
    }

    init(header: Data) {
        let bytes = [UInt8](header)
        func number(_ index: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(bytes[index * 4 + $1]) << (8 * $1) }
        }
        vocabulary = number(1)
        textWidth = number(7)
        textLayers = number(9)
    }

    /// The vocabulary of models that know English only; the multilingual ones have at least one token more.
    var isEnglishOnly: Bool { vocabulary == 51864 }

    /// The decoder's attention heads that follow the sound, from which words get their times. OpenAI found them model by
    /// model; nil where the shape is of none of those. whisper.cpp crashes on a preset that does not fit its model.
    var alignmentHeads: whisper_alignment_heads_preset? {
        switch (textLayers, textWidth, vocabulary) {
        case (4, 384, 51864): WHISPER_AHEADS_TINY_EN
        case (4, 384, 51865): WHISPER_AHEADS_TINY
        case (6, 512, 51864): WHISPER_AHEADS_BASE_EN
        case (6, 512, 51865): WHISPER_AHEADS_BASE
        case (12, 768, 51864): WHISPER_AHEADS_SMALL_EN
        case (12, 768, 51865): WHISPER_AHEADS_SMALL
        case (24, 1024, 51864): WHISPER_AHEADS_MEDIUM_EN
        case (24, 1024, 51865): WHISPER_AHEADS_MEDIUM
        case (32, 1280, 51865): WHISPER_AHEADS_LARGE_V2
        case (32, 1280, 51866): WHISPER_AHEADS_LARGE_V3
        case (4, 1280, 51866): WHISPER_AHEADS_LARGE_V3_TURBO
        default: nil
        }
    }
}
