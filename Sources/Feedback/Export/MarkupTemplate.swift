internal import Mustache

/// A template of markup. What is put into it is escaped, but for what the template takes as markup already (`{{{...}}}`); so that this holds, its
/// first line says `{{% CONTENT_TYPE:XHTML}}`.
package struct MarkupTemplate: Sendable {
    private let template: MustacheTemplate

    /// - Throws: when the text is no template.
    package init(_ text: [UInt8]) throws {
        MustacheContentTypes.register(Markup.ContentType(), named: Markup.ContentType.name)
        template = try MustacheTemplate(string: String(decoding: text, as: UTF8.self))
    }

    /// - Parameter values: a structure with a property for each name that the template uses.
    package func render(_ values: Any) -> String { template.render(values) }
}
