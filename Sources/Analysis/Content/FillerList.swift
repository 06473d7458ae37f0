/// The fillers of a language. What is on the lists is kept short: a word that is sometimes meant is not counted unless the
/// way it is set apart shows that it was not.
struct FillerList: Sendable {
    /// Sounds that are never a word of the language.
    var sounds: Set<String>
    /// Phrases that are fillers when punctuation or a pause sets them apart, as lists of words in lower case.
    var phrases: [[String]]

    init(sounds: Set<String>, phrases: [String]) {
        self.sounds = sounds
        self.phrases = phrases.map { $0.split(separator: " ").map(String.init) }
    }

    /// By ISO 639-1.
    static let all: [String: FillerList] = [
        "en": FillerList(
            sounds: ["um", "umm", "uhm", "uh", "uhh", "erm", "er", "ehm", "hmm", "hm", "mm", "mmm"],
            phrases: ["you know", "i mean", "sort of", "kind of", "basically", "like", "right", "ah"]),
        "de": FillerList(
            sounds: ["äh", "ähm", "öhm", "öh", "ähh", "hm", "hmm", "mhm"],
            phrases: ["halt", "sozusagen", "quasi", "im prinzip", "na ja", "naja", "ich sag mal", "weißt du"]),
        "fr": FillerList(
            sounds: ["euh", "heu", "hum", "hmm"], phrases: ["du coup", "en fait", "tu vois", "vous voyez", "genre", "ben", "bah"]),
        "es": FillerList(
            sounds: ["eh", "ehm", "em", "mmm", "hmm"], phrases: ["o sea", "pues", "digamos"]),
        "it": FillerList(
            sounds: ["ehm", "mmm", "uhm", "eh"], phrases: ["cioè", "diciamo", "praticamente", "insomma", "tipo"]),
        "nl": FillerList(
            sounds: ["eh", "ehm", "uh", "uhm", "hm"], phrases: ["zeg maar", "weet je", "eigenlijk", "dus ja"]),
        "pt": FillerList(
            sounds: ["hum", "hã", "éh", "hmm"], phrases: ["tipo", "quer dizer", "né", "digamos"]),
    ]
}
