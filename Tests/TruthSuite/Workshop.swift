import Foundation
import TestSupport

/// Does one step of a recipe.
struct Workshop {
    let input: String
    let output: String
    let paths: [String: String]

    /// The seconds of media left, where the step cuts the file off.
    func run(_ step: Recipe.Step) throws -> Double? {
        switch step {
        case .ffmpeg(let arguments): try ffmpeg(arguments)
        case .truncate(let share): return try truncate(share)
        case .damage(let stream, let start, let end): try damage(stream, start, end)
        case .head(let bytes): try write(read().prefix(bytes))
        case .twice: try write(read() + read())
        case .append(let text): try write(read() + Data(text.utf8))
        case .text(let text): try write(Data(text.utf8))
        case .noise(let bytes):
            var random = SplitMix64(seed: 1)
            try write(Data((0..<bytes).map { _ in UInt8.random(in: 0...255, using: &random) }))
        case .blankIndex: try blankIndex()
        }
        return nil
    }

    private func read() throws -> Data { try Data(contentsOf: URL(filePath: input)) }
    private func write(_ data: Data) throws { try data.write(to: URL(filePath: output)) }

    private func ffmpeg(_ arguments: [String]) throws {
        let filled = arguments.map { argument in
            switch argument {
            case "{in}": input
            case "{out}": output
            default:
                if argument.first == "{", argument.last == "}" { paths[String(argument.dropFirst().dropLast())] ?? argument } else { argument }
            }
        }
        let run = try Program("ffmpeg", ["-nostdin", "-v", "error", "-y", "-threads", "1", "-filter_threads", "1"] + filled)
        guard run.status == 0 else {
            throw Program.Failure(description: "ffmpeg \(filled.joined(separator: " "))\n\(run.errors)")
        }
    }

    private func truncate(_ share: Double) throws -> Double? {
        let data = try read()
        let length = Int(Double(data.count) * share)
        try write(data.prefix(length))
        let whole = try PacketIndex(of: input).packets.filter { $0.position + $0.size <= length }
        return whole.map(\.end).max()
    }

    /// Overwrites all but the first bytes of the packets, so that the container stays whole and the decoder meets rubbish.
    private func damage(_ stream: String, _ start: Double, _ end: Double) throws {
        var data = try read()
        var random = SplitMix64(seed: 2)
        let packets = try PacketIndex(of: input, stream: stream).packets.filter { $0.time > start - 0.002 && $0.time < end - 0.002 }
        guard !packets.isEmpty else { throw Program.Failure(description: "\(input) has no packets of \(stream) at \(start)") }
        for packet in packets {
            for index in packet.position + min(6, packet.size / 3)..<packet.position + packet.size {
                data[index] = UInt8.random(in: 0...255, using: &random)
            }
        }
        try write(data)
    }

    private func blankIndex() throws {
        var data = try read()
        guard let index = data.range(of: Data("moov".utf8)) else { throw Program.Failure(description: "\(input) has no index") }
        let end = min(data.count, index.upperBound + 4000)
        data.replaceSubrange(index.lowerBound..<end, with: Data(count: end - index.lowerBound))
        try write(data)
    }
}
