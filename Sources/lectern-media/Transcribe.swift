import ArgumentParser
import Media
import ReviewModel
import Speech

/// Recognises what is said. Segments go out as they come.
struct Transcribe: ChildCommand {
    static let configuration = CommandConfiguration(abstract: "Recognise what is said in a recording, word by word.")

    @Option(help: "The recording.")
    var input: String

    @Option(help: "A Whisper model in whisper.cpp's ggml format.")
    var model: String

    @Option(help: "The Silero voice-activity model in whisper.cpp's ggml format.")
    var vadModel: String

    @Option(help: "The language that is spoken, by ISO 639-1, or auto.")
    var language = "auto"

    @OptionGroup var limits: Limits

    func perform() throws -> ChildMessage.Result {
        try Lockdown.limits(limits)
        let file = try InputFile(path: input)
        var progress: ProgressReport?
        var pipeline = try SpeechPipeline(
            model: model, vadModel: vadModel, language: language,
            onSegment: { Emitter.shared.emit(.segment($0)) },
            onProgress: { progress?.update($0) })
        try Lockdown.seal()

        let recording = try OpenInput(file)
        progress = ProgressReport(duration: recording.duration)
        try readSpeechAudio(from: recording) { try pipeline.feed($0, at: $1) }
        let summary = try pipeline.finish()
        return .transcribe(language: summary.language, engine: summary.engine, speech: summary.speech)
    }
}
