import Foundation
import Media
import Testing

@Suite struct SpeechAudioTests {
    private static func read(_ clip: Clip) throws -> [Float] {
        var samples: [Float] = []
        try readSpeechAudio(from: try clip.open()) { chunk, time in
            #expect(Int((time * 16_000).rounded()) == samples.count)
            samples += chunk
        }
        return samples
    }

    @Test func comesAt16kHzFromTheStartOfTheRecording() throws {
        let clip = try Clip(
            "-f lavfi -i color=s=64x64:r=25:d=2 -itsoffset 0.5 -f lavfi -i sine=d=1:r=48000 -map 0 -map 1 \(x264) -c:a pcm_s16le", to: "late.mkv")
        let samples = try Self.read(clip)
        #expect(abs(samples.count - 24_000) < 40)
        #expect(samples.prefix(7_900).allSatisfy { $0 == 0 })
        #expect(samples.suffix(15_000).contains { abs($0) > 0.1 })
    }

    @Test func holesAreSilence() throws {
        let clip = try Clip("-f lavfi -i sine=d=3:r=44100 -af aselect='not(between(t,1,2))' -c:a pcm_s16le", to: "hole.mkv")
        let samples = try Self.read(clip)
        #expect(abs(samples.count - 48_000) < 200)
        #expect(samples[20_000..<28_000].allSatisfy { $0 == 0 })
    }

    @Test func invertedStereoDoesNotVanish() throws {
        let clip = try Clip("-f lavfi -i sine=d=1:r=48000 -af pan=stereo|c0=c0|c1=-1*c0 -c:a pcm_s16le", to: "inverted.wav")
        #expect(try Self.read(clip).contains { abs($0) > 0.1 })
    }
}
