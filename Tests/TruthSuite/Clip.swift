/// One encoding of a base picture and a base sound with filters over them: what nearly every case is.
package struct Clip: Sendable {
    package var picture: String?
    package var sound: String?
    /// Seconds.
    package var length: Double
    /// A chain over the picture; nil copies the base's coded picture as it is.
    package var video: String?
    /// A chain over the sound, which comes in blocks of 10 ms so that switches sit on their exact sample.
    package var audio: String?
    /// A source that is added to the filtered sound.
    package var mix: String?
    package var videoCodec = Clip.x264
    package var audioCodec = Clip.aac
    package var container = "mp4"
    /// Before the output's name.
    package var options: [String] = []
    /// Before the picture's and the sound's input.
    package var pictureOptions: [String] = []
    package var soundOptions: [String] = []
    /// What happens to the file afterwards.
    package var after: [Recipe.Step] = []

    package static let x264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-g", "125", "-pix_fmt", "yuv420p"]
    package static let aac = ["-c:a", "aac", "-b:a", "192k"]
    package static let pcm = ["-c:a", "pcm_s16le"]

    package init(_ picture: String?, _ sound: String?, _ length: Double = 16) {
        self.picture = picture
        self.sound = sound
        self.length = length
    }

    /// With sound as it was mixed, not coded with loss.
    package mutating func usePCM() {
        audioCodec = Clip.pcm
        container = "mov"
    }

    package func recipe(_ name: String) -> Recipe {
        var arguments: [String] = []
        var graph: [String] = []
        var output: [String] = []
        if let picture {
            arguments += pictureOptions + ["-i", "{\(picture)}"]
            if let video {
                graph.append("[0:v]\(video)[v]")
                output += ["-map", "[v]"] + videoCodec
            } else {
                output += ["-map", "0:v", "-c:v", "copy"]
            }
        }
        if let sound {
            let index = picture == nil ? 0 : 1
            arguments += soundOptions + ["-i", "{\(sound)}"]
            let chain = "[\(index):a]asetnsamples=n=480:p=0" + (audio.map { ",\($0)" } ?? "")
            graph.append(mix.map { "\(chain)[x];\($0)[y];[x][y]amix=inputs=2:duration=first:normalize=0[a]" } ?? "\(chain)[a]")
            output += ["-map", "[a]"] + audioCodec
        }
        if !graph.isEmpty { arguments += ["-filter_complex", graph.joined(separator: ";")] }
        arguments += output + ["-t", String(length)]
        if ["mp4", "mov", "m4a"].contains(container) && !options.contains("-movflags") { arguments += ["-movflags", "+faststart"] }
        return Recipe(name, container, [.ffmpeg(arguments + options + ["{out}"])] + after)
    }
}

extension String {
    /// An `enable` expression that is true in a half-open span of seconds.
    static func within(_ start: Double, _ end: Double) -> String {
        // A little early, so that the frame or block at the edge itself is not lost to rounding.
        "gte(t,\((start - 0.002).short))*lt(t,\((end - 0.002).short))"
    }
}

extension Double {
    /// As ffmpeg reads it, without the noise of binary fractions.
    var short: String {
        let rounded = (self * 10000).rounded() / 10000
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
