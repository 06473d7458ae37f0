import Configuration
import Ingest

/// Where recordings are fetched from, besides those that people send.
struct CollectionSettings: Sendable {
    /// A folder or a feed, and the course that its recordings belong to.
    struct Place: Sendable, Hashable {
        var course: String?
        var address: String

        /// From `/srv/lectures` or `Biology 1 /srv/lectures`: what stands before the address is the course.
        init?(_ text: String) {
            guard let match = text.wholeMatch(of: /(?:(.+?) +)?((?:\/|https?:\/\/).+)/) else { return nil }
            (course, address) = (match.1.map(String.init), String(match.2))
        }
    }

    private var folderTexts: [String]
    private var feedTexts: [String]
    private var networkTexts: [String]
    /// Minutes between two looks at a feed.
    var feedMinutes: Double

    init(_ reader: ConfigReader) {
        folderTexts = reader.stringArray(forKey: "collect.folders", default: [])
        feedTexts = reader.stringArray(forKey: "collect.feeds", default: [])
        networkTexts = reader.stringArray(forKey: "fetch.allow-networks", default: [])
        feedMinutes = reader.double(forKey: "collect.feed-minutes", default: 60)
    }

    var folders: [Place] { folderTexts.compactMap(Place.init) }
    var feeds: [Place] { feedTexts.compactMap(Place.init) }
    /// Networks of the house that may be fetched from, and that webhooks may be in, beside the public ones.
    var networks: [AddressRange] { networkTexts.compactMap(AddressRange.init) }

    var rules: [(Bool, String)] {
        [
            (
                folders.count == folderTexts.count && folders.allSatisfy { $0.address.hasPrefix("/") },
                "collect.folders are as 'COURSE /absolute/path' or '/absolute/path'"
            ),
            (
                feeds.count == feedTexts.count && feeds.allSatisfy { !$0.address.hasPrefix("/") },
                "collect.feeds are as 'COURSE https://address' or 'https://address'"
            ),
            (networks.count == networkTexts.count, "fetch.allow-networks are as 10.1.0.0/16"),
            (feedMinutes >= 1, "collect.feed-minutes must be at least 1"),
        ]
    }
}
