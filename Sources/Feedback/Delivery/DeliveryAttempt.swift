/// How an attempt to tell a webhook of something ended.
enum DeliveryAttempt: Sendable, Hashable {
    /// - Parameter pause: seconds for which the other side asks to be left alone.
    case answered(status: Int, pause: Double? = nil)
    /// No answer came; why, in a sentence.
    case unanswered(String)
}
