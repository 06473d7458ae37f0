internal import Synchronization

/// Every metric of the process, written out in the Prometheus text format (version 0.0.4).
package final class PrometheusRegistry: Sendable {
    private let families = Mutex<[String: Family]>([:])

    package init() {}

    private struct Family: Sendable {
        var kind: Kind
        var metrics: [Labels: any ExposedMetric] = [:]
    }

    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// The metric of a name and labels, made on first use. A name that is taken by another kind gives a metric that is never shown.
    func metric<Metric: ExposedMetric>(_ name: String, _ kind: Kind, _ labels: Labels, make: () -> Metric) -> Metric {
        families.withLock { families in
            var family = families[name] ?? Family(kind: kind)
            if let known = family.metrics[labels] as? Metric { return known }
            let metric = make()
            guard family.kind == kind else { return metric }
            family.metrics[labels] = metric
            families[name] = family
            return metric
        }
    }

    /// The page that a Prometheus server scrapes: one `TYPE` line a name, names and labels in order.
    package func exposition() -> String {
        let families = families.withLock(\.self)
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, metric) in family.metrics.sorted(by: { $0.key.text < $1.key.text }) {
                metric.write(name: name, labels: labels, to: &text)
            }
        }
        return text
    }
}

/// A metric that can write its lines.
protocol ExposedMetric: Sendable {
    func write(name: String, labels: Labels, to text: inout String)
}

/// Label names and values as they stand between braces, in order of name.
struct Labels: Hashable, Sendable {
    let text: String

    init(_ dimensions: [(String, String)]) {
        text = dimensions.sorted { $0.0 < $1.0 }
            .map { "\(PrometheusName.label($0.0))=\"\(Self.escaped($0.1))\"" }
            .joined(separator: ",")
    }

    /// With one more label at the end, in braces; empty where there is none at all.
    func braced(adding more: String? = nil) -> String {
        let all = [text, more ?? ""].filter { !$0.isEmpty }
        return all.isEmpty ? "" : "{\(all.joined(separator: ","))}"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

/// Names as Prometheus allows them.
enum PrometheusName {
    static func metric(_ label: String, suffix: String = "") -> String {
        let name = label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" }
        let text = String(name)
        return (text.first?.isNumber == true ? "_" : "") + text + (text.hasSuffix(suffix) ? "" : suffix)
    }

    static func label(_ label: String) -> String {
        metric(label).replacing(":", with: "_")
    }
}
