import CLibAV
import Detection
import Glibc

/// What an ordinary screen shows of a picture with high dynamic range (ITU-R BT.2100: PQ and HLG).
///
/// Players map such pictures to the range of the screen; measured by its codes alone, a well lit face would pass for a dark one.
enum ToneCurve: Equatable {
    case perceptualQuantiser
    case hybridLogGamma

    init?(_ transfer: AVColorTransferCharacteristic) {
        switch transfer {
        case AVCOL_TRC_SMPTE2084: self = .perceptualQuantiser
        case AVCOL_TRC_ARIB_STD_B67: self = .hybridLogGamma
        default: return nil
        }
    }

    /// The light of diffuse white, cd/m2 (ITU-R BT.2408).
    private static let white = 203.0
    /// Above this luma highlights are compressed towards 1, as players do.
    private static let knee = 0.75
    /// What the screen of an ordinary recording makes of codes (ITU-R BT.1886).
    private static let gamma = 2.4

    /// For each 8-bit code the one that an ordinary recording would have in its place.
    func table(_ range: LumaRange) -> [UInt8] {
        let (black, span) = range == .limited ? (16.0, 219.0) : (0.0, 255.0)
        return (0...255).map { code in
            let shown = shown(range.luma(Double(code)))
            return UInt8(max(0, min(255, (black + shown * span).rounded())))
        }
    }

    /// Luma on an ordinary screen, 0 to 1, of a signal of 0 to 1.
    func shown(_ signal: Double) -> Double {
        let luma = pow(light(signal) / Self.white, 1 / Self.gamma)
        guard luma > Self.knee else { return luma }
        let rest = 1 - Self.knee
        return Self.knee + rest * (1 - exp((Self.knee - luma) / rest))
    }

    /// cd/m2; for HLG on a screen of 1000.
    private func light(_ signal: Double) -> Double {
        switch self {
        case .perceptualQuantiser:
            let power = pow(signal, 32.0 / 2523)
            return 10_000 * pow(max(0, power - 0.8359375) / (18.8515625 - 18.6875 * power), 16384.0 / 2610)
        case .hybridLogGamma:
            let scene = signal <= 0.5 ? signal * signal / 3 : (exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12
            return 1000 * pow(scene, 1.2)
        }
    }
}
