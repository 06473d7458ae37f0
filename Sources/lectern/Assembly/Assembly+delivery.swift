import Feedback
import Ingest
import ServiceLifecycle

extension Assembly {
    /// What tells webhooks of the ends of reviews.
    var delivery: any Service {
        DeliveryService(queue: queue, client: client, base: settings.access.publicAddress, logger: logger)
    }
}
