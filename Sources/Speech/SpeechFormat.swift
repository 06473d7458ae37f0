/// The one form of sound that the models of this module take.
package enum SpeechFormat {
    /// Hertz; mono, 32-bit floats from -1 to 1.
    package static let sampleRate = 16000.0
}
