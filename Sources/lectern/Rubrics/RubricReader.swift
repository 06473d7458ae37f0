import Analysis
import ReviewModel
import Yams

/// Reads a rubric from YAML, and notes every mistake with its line rather than stopping at the first.
struct RubricReader {
    let path: String
    private var found: [(line: Int, text: String)] = []

    /// In order of lines.
    var mistakes: [String] {
        found.sorted { $0.line < $1.line }.map { "\(path):\($0.line): \($0.text)" }
    }

    init(path: String) {
        self.path = path
    }

    private static let keys = ["name", "summary", "based-on", "settings", "severity", "off"]

    /// The codes that a rubric can speak of. A file that cannot be opened is no matter of taste.
    private static let codes = (RuleBook.quality.codes + RuleBook.content.codes).map(\.rawValue)

    mutating func rubric(in text: String) -> Rubric? {
        guard let root = document(text) else { return nil }
        guard let mapping = root.mapping else {
            note("a rubric is a list of keys and values that begins with 'name: ...'.", at: root)
            return nil
        }
        for key in mapping.keys { check(key, among: Self.keys, "key") }
        var rubric = base(mapping["based-on"])
        rubric.name = name(mapping["name"], root)
        rubric.summary = mapping["summary"]?.string ?? ""
        for (key, value) in pairs(mapping["settings"], "settings") { set(key, value, in: &rubric) }
        for (key, value) in pairs(mapping["severity"], "severity") { setSeverity(key, value, in: &rubric) }
        for code in list(mapping["off"]) where check(code, among: Self.codes, "check") {
            rubric.off.insert(code.string ?? "")
        }
        checkTogether(rubric, at: mapping["settings"] ?? root)
        return rubric
    }

    private mutating func document(_ text: String) -> Node? {
        do {
            guard let root = try Yams.compose(yaml: text) else {
                found.append((1, "the file is empty. A rubric begins with 'name: ...'."))
                return nil
            }
            return root
        } catch let error as YamlError {
            found.append((1, "it cannot be read as YAML: \(error)"))
        } catch {
            found.append((1, "\(error)"))
        }
        return nil
    }

    private mutating func name(_ node: Node?, _ root: Node) -> String {
        guard let node, let name = node.string, !name.isEmpty else {
            note("the rubric has no name: add 'name: ...'.", at: node ?? root)
            return ""
        }
        if !name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) {
            note("the name '\(name)' may have small letters, digits and hyphens only.", at: node)
        }
        if RubricCatalogue()[name] != nil { note("'\(name)' is a built-in rubric: choose another name.", at: node) }
        return name
    }

    private mutating func base(_ node: Node?) -> Rubric {
        guard let node else { return .lecture }
        if let rubric = node.string.flatMap({ RubricCatalogue()[$0] }) { return rubric }
        note("based-on must be one of: \(Rubric.builtIn.map(\.name).joined(separator: ", ")).", at: node)
        return .lecture
    }

    private mutating func set(_ key: Node, _ value: Node, in rubric: inout Rubric) {
        guard check(key, among: Rubric.Setting.all.map(\.name), "setting"), let setting = Rubric.Setting.all.first(where: { $0.name == key.string })
        else { return }
        guard let number = value.float ?? value.int.map(Double.init), number.isFinite else {
            return note("\(setting.name) must be a number, in \(setting.unit.rawValue); the lecture rubric has \(setting.standard).", at: value)
        }
        guard setting.allowed.contains(number) else {
            let (least, most) = (setting.allowed.lowerBound, setting.allowed.upperBound)
            return note("\(setting.name) must be from \(least) to \(most) \(setting.unit.rawValue), not \(number).", at: value)
        }
        rubric[setting] = number
    }

    private mutating func setSeverity(_ key: Node, _ value: Node, in rubric: inout Rubric) {
        guard check(key, among: Self.codes, "check"), let code = key.string else { return }
        guard let severity = value.string.flatMap(Severity.init(rawValue:)) else {
            return note("the severity of \(code) must be must-fix, should-fix or advice; to leave the check out, list it under 'off'.", at: value)
        }
        rubric.severities[code] = severity
    }

    /// Limits that contradict each other.
    private mutating func checkTogether(_ rubric: Rubric, at node: Node) {
        if rubric[.loudnessLow] >= rubric[.loudnessHigh] {
            note("audio.loudness.low (\(rubric[.loudnessLow])) must be below audio.loudness.high (\(rubric[.loudnessHigh])).", at: node)
        } else if !(rubric[.loudnessLow]...rubric[.loudnessHigh]).contains(rubric[.loudnessTarget]) {
            note("audio.loudness.target (\(rubric[.loudnessTarget])) must lie between audio.loudness.low and audio.loudness.high.", at: node)
        }
        if rubric[.paceSlow] >= rubric[.paceFast] { note("speech.pace.slow must be below speech.pace.fast.", at: node) }
    }

    private mutating func pairs(_ node: Node?, _ name: String) -> [(Node, Node)] {
        guard let node else { return [] }
        guard let mapping = node.mapping else {
            note("'\(name)' must be a list of names with values, one a line.", at: node)
            return []
        }
        return mapping.map { ($0.key, $0.value) }
    }

    private mutating func list(_ node: Node?) -> [Node] {
        guard let node else { return [] }
        guard let sequence = node.sequence else {
            note("'off' must be a list of checks, for example [video.shaky].", at: node)
            return []
        }
        return Array(sequence)
    }

    /// Whether a name is known; if not, the mistake is noted with the name that was probably meant.
    @discardableResult
    private mutating func check(_ node: Node, among known: [String], _ kind: String) -> Bool {
        let name = node.string ?? ""
        if known.contains(name) { return true }
        let meant = Spelling.nearest(to: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        note("there is no \(kind) '\(name)'.\(meant)", at: node)
        return false
    }

    private mutating func note(_ text: String, at node: Node) {
        found.append((node.mark?.line ?? 1, text))
    }
}
