internal import Foundation

#if canImport(FoundationXML)
internal import FoundationXML
#endif

/// Reads the recordings out of a feed: the enclosures of RSS 2.0, and those of Atom (RFC 4287).
final class FeedParser: NSObject, XMLParserDelegate {
    struct Episode: Hashable {
        /// What the feed calls it, or its address.
        var id: String
        var title: String
        var address: String
    }

    private var episodes: [Episode] = []
    /// Whether it is a feed at all, by its outermost element.
    private var isFeed: Bool?
    /// Whether the parser had to guess what was meant.
    private var isBroken = false
    /// Within where an entry of Atom was taken over from, which has an id and a title of its own.
    private var isInSource = false
    private var current: (id: String, title: String, address: String, isAudiovisual: Bool)?
    private var text = ""

    /// It is no XML, or no feed.
    struct Malformed: Error {}

    /// In the order of the feed, which mostly is the newest first.
    ///
    /// - Throws: `Malformed` for what is no XML.
    static func episodes(in data: Data) throws -> [Episode] {
        let (parser, reader) = (XMLParser(data: data), FeedParser())
        // What a feed refers to is not fetched.
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        guard parser.parse(), !reader.isBroken, reader.isFeed == true else { throw Malformed() }
        return reader.episodes
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        text = ""
        if isFeed == nil { isFeed = ["rss", "feed", "rdf:RDF"].contains(name) }
        switch name {
        case "source": isInSource = true
        case "item", "entry": current = ("", "", "", false)
        case "enclosure": enclose(attributes["url"], type: attributes["type"])
        case "link" where attributes["rel"] == "enclosure": enclose(attributes["href"], type: attributes["type"])
        default: break
        }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { isBroken = true }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { text += String(decoding: block, as: UTF8.self) }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
        switch name {
        case "source": isInSource = false
        case _ where isInSource: break
        case "guid", "id": if current?.id.isEmpty == true { current?.id = value }
        case "title": if current?.title.isEmpty == true { current?.title = value }
        case "item", "entry": end()
        default: break
        }
        text = ""
    }

    /// The first recording of an item; a transcript or a picture may be enclosed beside it.
    private func enclose(_ address: String?, type: String?) {
        guard let address, current?.isAudiovisual == false else { return }
        let isAudiovisual = type.map { $0.lowercased().hasPrefix("video/") || $0.lowercased().hasPrefix("audio/") } ?? true
        guard isAudiovisual else { return }
        current?.address = address
        current?.isAudiovisual = true
    }

    private func end() {
        if let current, current.isAudiovisual {
            episodes.append(Episode(id: current.id.isEmpty ? current.address : current.id, title: current.title, address: current.address))
        }
        current = nil
    }
}
