/// What a recording is judged by: thresholds, how severe a fault is, and which checks are left out.
///
/// A setting that a rubric does not name has the default of its `Setting`. A review keeps its rubric as it was when it was judged.
package struct Rubric: Sendable, Codable, Hashable {
    package var name: String
    /// One line for a person who chooses.
    package var summary: String
    /// Values by the settings' names.
    package var values: [String: Double]
    /// Severities by finding code, where they differ from the check's own.
    package var severities: [String: Severity]
    /// Codes that are not reported.
    package var off: Set<String>

    package init(
        name: String, summary: String = "", values: [String: Double] = [:], severities: [String: Severity] = [:], off: Set<String> = []
    ) {
        self.name = name
        self.summary = summary
        self.values = values
        self.severities = severities
        self.off = off
    }

    package subscript(setting: Setting) -> Double {
        get { values[setting.name] ?? setting.standard }
        set { values[setting.name] = newValue }
    }

    /// The threshold as reports print it.
    package func quantity(_ setting: Setting) -> Quantity {
        Quantity(self[setting], setting.unit)
    }

    /// The findings that this rubric reports, each as severe as it says.
    package func judge(_ findings: [Finding]) -> [Finding] {
        findings.filter { !off.contains($0.code.rawValue) }.map { finding in
            var finding = finding
            finding.severity = severities[finding.code.rawValue] ?? finding.severity
            return finding
        }
    }

    /// One threshold: its name, its unit and the value it has in the `lecture` rubric.
    package struct Setting: Sendable, Hashable {
        package let name: String
        package let unit: Quantity.Unit
        package let standard: Double

        /// Every threshold there is.
        package static let all: [Setting] = container + picture + sound + speech

        init(_ name: String, _ unit: Quantity.Unit, _ standard: Double) {
            self.name = name
            self.unit = unit
            self.standard = standard
        }
    }
}
