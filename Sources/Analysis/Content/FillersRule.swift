package import ReviewModel

/// Fillers so frequent that learners begin to hear them.
///
/// Facts: `words` and `fillers`, counts; `filler.TEXT`, how often each of the five most frequent was said, for example
/// `filler.you know`. The note names those with their counts: `um (12), you know (4)`. Measured is a lower bound, because
/// recognisers leave fillers out. Ranges are where each was said.
package struct FillersRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.speechFillers]

    /// Fillers that are not an accident.
    private static let least = 5
    /// Fillers that are named.
    private static let named = 5

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let count = recording.transcript.flatMap(FillerCount.init), count.fillers.count >= Self.least,
            count.perHundredWords > rubric[.fillers]
        else { return [] }
        let frequent = count.counts.prefix(Self.named)
        var facts = ["words": Double(count.words), "fillers": Double(count.fillers.count)]
        for filler in frequent { facts["filler.\(filler.text)"] = Double(filler.count) }
        return [
            Finding(
                .speechFillers, .advice, ranges: count.fillers.map(\.range), measured: Quantity(count.perHundredWords, .perHundredWords),
                threshold: rubric.quantity(.fillers), confidence: 0.8, facts: facts,
                note: frequent.map { "\($0.text) (\($0.count))" }.joined(separator: ", "))
        ]
    }
}
