/// What Whisper made of one piece of sound.
package struct Recognition: Sendable {
    package var tokens: [Token]
    /// The model's own belief that there was no speech, 0 to 1.
    package var noSpeech: Double

    package init(tokens: [Token], noSpeech: Double) {
        self.tokens = tokens
        self.noSpeech = noSpeech
    }

    /// A piece of a word. Its bytes may be only a part of a character.
    package struct Token: Sendable {
        package var bytes: [UInt8]
        /// Seconds from the start of the piece, by the decoder's attention; the start is the end of the token before.
        package var end: Double
        /// 0 to 1.
        package var probability: Double

        package init(bytes: [UInt8], end: Double, probability: Double) {
            self.bytes = bytes
            self.end = end
            self.probability = probability
        }
    }
}
