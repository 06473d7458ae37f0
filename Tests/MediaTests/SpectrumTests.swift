import Foundation
import Media
import ReviewModel
import TestSupport
import Testing

/// Noise, hum and telephone sound in recordings of real speech, as codecs leave them.
@Suite struct SpectrumTests {
    @Test(arguments: [("anoisesrc=c=pink:a=0.05:seed=7", 4.0...15), ("anullsrc=cl=mono", 23...40)])
    func speechAgainstNoise(source: String, expected: ClosedRange<Double>) throws {
        let set = try Self.talk("-f lavfi -i \(source):r=48000:d=12 -filter_complex amix=inputs=2:normalize=0:duration=shortest -c:a aac")
        let (talk, noise) = (try #require(set[.talkLevel]).measured.sorted(), try #require(set[.noiseLevel]).measured.sorted())
        #expect(expected.contains(talk[talk.count / 2] - noise[noise.count / 2]))
        #expect(set.events(.hum).isEmpty)
    }

    @Test func humOverAPart() throws {
        let hum = "aevalsrc=between(t\\,3\\,9)*(0.02*sin(2*PI*50*t)+0.01*sin(2*PI*100*t)):s=48000:d=12"
        let set = try Self.talk("-f lavfi -i \(hum) -filter_complex amix=inputs=2:normalize=0:duration=shortest -c:a aac")
        let found = try #require(set.events(.hum).first)
        #expect(found.value == 50 && abs(found.start - 3) < 0.1 && abs(found.end - 9) < 0.1)
        #expect(try #require(set[.humProminence]).measured.allSatisfy { $0 > 15 })
    }

    @Test func telephoneSoundSampledUp() throws {
        let narrow = try Self.talk("-af aresample=8000,aresample=48000 -ac 2 -c:a aac")
        let wide = try Self.talk("-c:a aac -b:a 64k")
        #expect(Self.drop(narrow) > 30)
        #expect(Self.drop(wide) < 15)
    }

    /// What lies from 2 kHz on in words against nearly all above 4.4 kHz.
    private static func drop(_ set: MeasurementSet) -> Double {
        let (body, high) = (set[.bandBody]?.measured.sorted() ?? [], set[.bandHigh]?.measured.sorted() ?? [])
        return body[body.count * 4 / 5] - high[high.count * 95 / 100]
    }

    private static func talk(_ options: String) throws -> MeasurementSet {
        try Clip("-t 12 -i \(try Products.dependency("media/two_cities.wav")) \(options)", to: "talk.m4a").inspect()
    }
}
