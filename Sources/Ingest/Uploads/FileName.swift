/// What a file is called that somebody sends.
package enum FileName {
    /// The last part of a path that somebody gave, short enough to keep, or a name that says nothing.
    package static func clean(_ given: String?) -> String {
        let name = (given ?? "").split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let clean = String(name.prefix(200).filter { !$0.unicodeScalars.contains { $0.value < 32 } })
        return clean.isEmpty ? "recording" : clean
    }
}
