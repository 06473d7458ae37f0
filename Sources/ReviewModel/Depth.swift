/// How closely a recording is looked at.
package enum Depth: String, Sendable, Codable, Hashable, CaseIterable {
    /// Every picture is decoded and measured.
    case full
    /// Only key frames are, and what lies between them where they or the packets give a reason to look.
    case quick
}
