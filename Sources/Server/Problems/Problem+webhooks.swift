internal import HTTPTypes
internal import Ingest
internal import ReviewModel

extension Problem {
    static func webhookNotFound(_ id: String) -> Problem {
        Problem(.notFound, "webhook-not-found", title: "No such webhook", detail: "There is no webhook \(id). It may have been deleted.")
    }

    static func webhookAddress(_ refusal: FetchRefusal) -> Problem {
        Problem(.unprocessableContent, "webhook-url", title: "Nothing can be sent there", detail: refusal.sentence)
    }

    static func noEvents(_ known: [String]) -> Problem {
        Problem(
            .unprocessableContent, "events", title: "No events",
            detail: "Name at least one of: \(known.joined(separator: ", ")). Or leave events out for the usual ones.")
    }

    /// For somebody who may see every course and not what operators see.
    static let everyCourse = Problem(
        .forbidden, "other-course", title: "Not for every course", detail: "Webhooks for every course are for operators. Name a course.")

    static let noWebhook = Problem(
        .badRequest, "empty-body", title: "There is no webhook in the request", detail: "Send a JSON object with \(WebhookWish.form).")

    static func webhookDisabled(_ webhook: Webhook) -> Problem {
        Problem(
            .conflict, "webhook-disabled", title: "The webhook is disabled",
            detail: "\(webhook.disabledReason ?? "It is told of nothing.") Enable it first, by POST to \(WebhookView.path(webhook.id))/enable.")
    }

    static func tooManyWebhooks(_ limit: Int) -> Problem {
        Problem(
            .conflict, "too-many-webhooks", title: "Too many webhooks",
            detail: "A course has up to \(limit), and as many are for every course. Delete one that is not needed.")
    }
}
