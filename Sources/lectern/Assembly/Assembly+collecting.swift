import Ingest
import ReviewModel
import ServiceLifecycle

extension Assembly {
    /// What calls addresses that somebody else names, within the settings' bounds.
    var client: SafeClient { SafeClient(policy: AddressPolicy(allowing: settings.collection.networks)) }

    /// What fetches recordings: those that clients name addresses of, and those of folders and feeds that the settings name.
    var collectors: [any Service] {
        let (collection, rubric) = (settings.collection, settings.rubrics[Rubric.lecture.name] ?? .lecture)
        let folders = collection.folders.map { place in
            WatchedFolder(path: place.address, course: place.course, rubric: rubric, engine: uploads, logger: logger)
        }
        let pacer = HostPacer()
        let feeds = collection.feeds.map { place in
            FeedWatch(
                address: place.address, course: place.course, rubric: rubric, interval: collection.feedMinutes * 60, engine: uploads,
                client: client, pacer: pacer, logger: logger)
        }
        return [FetchService(engine: uploads, client: client, logger: logger)] + folders + feeds
    }
}
