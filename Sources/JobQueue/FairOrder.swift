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

    /// Whose jobs take places after each other: a course in a queue. Jobs without a course share one.
    struct Party: Hashable {
        var stage: Stage
        var course: String?
    }

    /// The next place of each party.
    static func places(of parties: Set<Party>, _ session: any SQLSession) throws -> [Party: Int] {
        let clocks = Dictionary(
            uniqueKeysWithValues: try session.query("SELECT name, place FROM queues").map { (try $0.string("name"), try $0.integer("place")) })
        let parties = Array(parties)
        // Only what waits can lie beyond the clock.
        let last = try session.query(
            """
            SELECT party, (
                SELECT MAX(place) FROM jobs WHERE queue = given.queue AND COALESCE(course, '') = given.course AND state = 'waiting'
            ) AS last FROM \(session.dialect.table([("party", .integer), ("queue", .text), ("course", .text)])) AS given
            """,
            [.table(parties.enumerated().map { [SQLValue($0), .text($1.stage.rawValue), .text($1.course ?? "")] })])
        var places: [Party: Int] = [:]
        for row in last {
            let party = parties[try row.integer("party")]
            let clock = clocks[party.stage.rawValue] ?? 0
            places[party] = max(clock, try row.optionalInteger("last").map { $0 + 1 } ?? clock)
        }
        return places
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
