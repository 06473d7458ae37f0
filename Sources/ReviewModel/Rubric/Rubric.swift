/// The thresholds that a recording is judged by. A setting that a rubric does not name has the default of its `Setting`.
package struct Rubric: Sendable, Codable, Hashable {
    package var name: String
    /// Values by the settings' names.
    package var values: [String: Double]

    package init(name: String, values: [String: Double] = [:]) {
        self.name = name
        self.values = values
    }

    package subscript(setting: Setting) -> Double {
        values[setting.name] ?? setting.standard
    }

    /// The threshold as reports print it.
    package func quantity(_ setting: Setting) -> Quantity {
        Quantity(self[setting], setting.unit)
    }

    /// The rubric used where none is named.
    package static let lecture = Rubric(name: "lecture")

    package static let builtIn: [Rubric] = [.lecture]

    /// The built-in rubric of a name; `lecture` where there is none, for reviews are refused unknown names when they are made.
    package static func named(_ name: String) -> Rubric {
        builtIn.first { $0.name == name } ?? .lecture
    }

    /// What is wrong with a name that no rubric has; nil where one has it.
    package static func objection(to name: String) -> String? {
        let known = builtIn.map(\.name)
        return known.contains(name) ? nil : "There is no rubric \(name). Use one of: \(known.joined(separator: ", "))."
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
