import Foundation
import Media
import ReviewModel
import Testing

@Suite struct SoundTests {
    /// A 1 kHz tone on both sides; EBU gives levels as the peak of the sine, dBFS.
    private static func tone(_ level: Double, seconds: Double) -> String {
        let amplitude = pow(10, level / 20)
        return "-f lavfi -i aevalsrc=\(amplitude)*sin(2*PI*1000*t)|\(amplitude)*sin(2*PI*1000*t):s=48000:d=\(seconds)"
    }

    /// EBU Tech 3341, cases 1 and 2.
    @Test(arguments: [-23.0, -33.0])
    func loudnessOfATone(level: Double) throws {
        let set = try Clip("\(Self.tone(level, seconds: 20)) -c:a pcm_s24le", to: "tone.wav").inspect()
        #expect(abs(try #require(set.summary.integratedLoudness) - level) < 0.1)
        let momentary = try #require(set[.loudnessMomentary])
        let shortTerm = try #require(set[.loudnessShortTerm])
        #expect(momentary.count == 200 && shortTerm.count == 20)
        #expect(momentary[2] == nil && shortTerm[1] == nil)
        #expect((3..<200).allSatisfy { abs((momentary[$0] ?? 0) - level) < 0.1 })
        #expect((2..<20).allSatisfy { abs((shortTerm[$0] ?? 0) - level) < 0.1 })
    }

    /// EBU Tech 3341, case 6: 5.0, the surrounds count 1.5 dB more.
    @Test func loudnessOfSurround() throws {
        let amplitudes = [-28.0, -28, -24, -30, -30].map { (level: Double) in pow(10, level / 20) }
        let channels = amplitudes.map { "\($0)*sin(2*PI*1000*t)" }.joined(separator: "|")
        let set = try Clip("-f lavfi -i aevalsrc=\(channels):s=48000:d=20:c=5.0 -c:a pcm_s24le", to: "surround.wav").inspect()
        #expect(abs(try #require(set.summary.integratedLoudness) + 23) < 0.1)
        #expect(set.summary.channels == 5)
    }

    @Test func monoCountsAsHeardFromTwoSpeakers() throws {
        let clip = try Clip("-f lavfi -i aevalsrc=0.0708*sin(2*PI*1000*t):s=48000:d=5 -c:a pcm_s24le", to: "mono.wav")
        #expect(abs(try #require(try clip.inspect().summary.integratedLoudness) + 23) < 0.1)
    }

    /// EBU Tech 3341, case 16: a quarter of the sampling rate at 45 degrees, so that no sample is at the peak.
    @Test func truePeakBetweenSamples() throws {
        let tone = "0.5*sin(2*PI*12000*t+PI/4)"
        let fades = "-af afade=d=0.5,afade=t=out:st=2.5:d=0.5"
        let clip = try Clip("-f lavfi -i aevalsrc=\(tone)|\(tone):s=48000:d=3 \(fades) -c:a pcm_s24le", to: "peak.wav")
        let set = try clip.inspect()
        #expect((-6.4 ... -5.8).contains(try #require(set.summary.truePeak)))
        #expect(abs(try #require(set[.truePeak]?[15]) + 6) < 0.4)
    }

    @Test func levelsLieOnTheRecordingsClock() throws {
        // Sound from 0.5 s on, in a recording whose picture begins at 0.
        let clip = try Clip(
            "-f lavfi -i color=s=64x64:r=25:d=2 -itsoffset 0.5 -f lavfi -i sine=d=1:r=48000 -map 0 -map 1 \(x264) -c:a pcm_s16le", to: "late.mkv")
        let set = try clip.inspect()
        #expect(abs((set.summary.audioStart ?? 0) - 0.5) < 0.002)
        #expect(abs((set.summary.audioEnd ?? 0) - 1.5) < 0.002)
        let level = try #require(set[.level(channel: 0)])
        #expect((0..<10).allSatisfy { level[$0] == nil })
        #expect((11..<30).allSatisfy { (level[$0] ?? -120) > -30 })
    }

    @Test func aHoleInTheSoundIsMissing() throws {
        let clip = try Clip(
            "-f lavfi -i sine=d=3:r=48000 -af aselect='not(between(t,1,2))' -c:a pcm_s16le", to: "hole.mkv")
        let level = try #require(try clip.inspect()[.level(channel: 0)])
        #expect(level.count == 60)
        #expect((25..<35).allSatisfy { level[$0] == nil })
        #expect(level[10] != nil && level[50] != nil)
    }

    @Test func clippedSoundIsCounted() throws {
        let clip = try Clip("-f lavfi -i sine=f=440:d=2:r=48000 -af volume=30dB -c:a pcm_s16le", to: "clipped.wav")
        let clipped = try #require(try clip.inspect()[.clippedSamples])
        #expect(clipped.count == 20 && clipped.measured.allSatisfy { $0 > 1000 })
    }

    @Test func soundOnlyCodecs() throws {
        for name in ["a.m4a", "a.mp3", "a.flac", "a.ogg"] {
            let set = try Clip("-f lavfi -i sine=d=1:r=44100 -ac 2", to: name).inspect()
            #expect(set.motion == nil && set[.lumaMean] == nil)
            #expect(abs((set.summary.audioEnd ?? 0) - 1) < 0.06, "\(name)")
            #expect(set.summary.channels == 2 && set.summary.decodeErrors == 0, "\(name)")
        }
    }

    /// A voice's buzz, 10 s.
    private static let buzz = "-f lavfi -i aevalsrc=0.2*sin(2*PI*140*t)+0.1*sin(2*PI*560*t+1)+0.05*sin(2*PI*1400*t+2):s=48000:d=10"

    /// The fault of the test media, then coded.
    @Test(arguments: ["-c:a pcm_s16le holes.wav", "-c:a aac -b:a 96k holes.m4a", "-c:a aac -b:a 192k holes.m4a"])
    func holesSurviveCoding(output: String) throws {
        let parts = output.split(separator: " ")
        let filter = "asetnsamples=441,volume=0:enable='between(t,3,8)*lt(mod(t,1),0.06)'"
        let clip = try Clip("\(Self.buzz) -af \(filter) \(parts.dropLast().joined(separator: " "))", to: String(parts[parts.count - 1]))
        let holes = try clip.inspect().events(.soundHole)
        #expect(holes.count == 5)
        #expect(zip(holes, 3...).allSatisfy { abs($0.start - Double($1)) < 0.015 && $0.value > 27 && $0.channel == 0 })
    }

    @Test func antiphaseIsMeasuredAndVanishesOnAPhone() throws {
        let set = try Clip("\(Self.buzz) -af pan=stereo|c0=c0|c1=-1*c0", to: "anti.m4a").inspect()
        #expect(try #require(set[.correlation]).measured.dropLast().allSatisfy { $0 < -0.95 })
        #expect(set.summary.phoneLoudness == -70)
        let plain = try Clip("\(Self.buzz) -af pan=stereo|c0=c0|c1=c0", to: "plain.m4a").inspect()
        #expect((try #require(plain.summary.integratedLoudness) - (plain.summary.phoneLoudness ?? 0)) < 10)
    }

    /// A tone in the middle of the band reads the same in one channel, in two, and in the centre of five.
    @Test(arguments: ["pan=mono|c0=c0", "pan=stereo|c0=c0|c1=c0", "pan=5.1|FC=c0"])
    func aPhonePlaysWhatIsHeard(pan: String) throws {
        let set = try Clip("-f lavfi -i aevalsrc=0.2*sin(2*PI*1500*t):s=48000:d=4 -af \(pan) -c:a pcm_s16le", to: "tone.wav").inspect()
        #expect(abs(try #require(set.summary.integratedLoudness) - (set.summary.phoneLoudness ?? 0)) < 0.3)
    }

    @Test func theMeanOfEveryChannel() throws {
        let set = try Clip("\(Self.buzz) -af dcshift=0.03,pan=stereo|c0=c0|c1=0*c0 -c:a pcm_s16le", to: "dc.wav").inspect()
        let offsets = try #require(set.summary.offsets)
        #expect(abs(offsets[0] - 0.03) < 0.001 && abs(offsets[1]) < 0.001)
    }

    @Test func soundWhoseTimestampsRunBackIsCutUntilItGoesOn() throws {
        // From the 100th packet on, 1 s earlier: 3 s of sound end at 2 s.
        let clip = try Clip(
            "-f lavfi -i sine=d=3:r=48000 -c:a pcm_s16le -bsf:a setts=ts='if(lt(N,100),TS,TS-1000)'", to: "back.mkv")
        #expect(abs((try clip.inspect().summary.audioEnd ?? 0) - 2.13) < 0.15)
    }
}
