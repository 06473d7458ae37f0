internal import ReviewModel
internal import Storage

/// In which order the jobs of a queue have their turn, fair between courses: start-time fair queueing (Goyal, Vin and Cheng, 1996) with jobs of one
/// length.
///
/// A queue's clock stands at the furthest place that was claimed. A course's next job takes the place after its last, or the clock's where that lies
/// behind: a course with five hundred lectures spreads over five hundred places, and another's single lecture is next. Priority moves a job's turn in
/// front of its place; the clock goes on with every claim all the same, so what waits becomes the oldest at last and nothing starves.
enum FairOrder {
    /// Places that one step of priority is worth.
    private static let stepOfPriority = 100

    static func turn(at place: Int, priority: Int) -> Int {
        place - priority * stepOfPriority
    }

    /// The place of the next job of a course; those without a course share one.
    static func place(in stage: Stage, course: String?, _ session: any SQLSession) throws -> Int {
        let clock = try session.query("SELECT place FROM queues WHERE name = ?", [.text(stage.rawValue)]).first?.integer("place") ?? 0
        let last = try session.query(
            "SELECT place FROM jobs WHERE queue = ? AND COALESCE(course, '') = ? ORDER BY place DESC LIMIT 1",
            [.text(stage.rawValue), .text(course ?? "")]
        ).first?.integer("place")
        return max(clock, last.map { $0 + 1 } ?? clock)
    }

    /// Moves the clock to a place that was claimed; it never goes back, and goes on by as many places as jobs were claimed before their turn.
    static func advance(_ stage: Stage, to place: Int, ahead: Int, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO queues (name, paused, place) VALUES (?, 0, ?)
            ON CONFLICT (name) DO UPDATE SET place = CASE WHEN excluded.place > queues.place THEN excluded.place ELSE queues.place + ? END
            """,
            [.text(stage.rawValue), SQLValue(place), SQLValue(ahead)])
    }
}
