package import ReviewModel

/// The statements on what people correct in transcripts.
package enum CorrectionStore {
    /// Puts corrections in the place of earlier ones; what is as it was recognised needs none.
    package static func set(_ corrections: [Correction], of review: String, _ session: any SQLSession) throws {
        for correction in corrections {
            try session.execute(
                "DELETE FROM corrections WHERE review = ? AND segment = ?", [.text(review), SQLValue(correction.segment)])
            guard correction.text != correction.original else { continue }
            try session.execute(
                "INSERT INTO corrections (review, segment, original, content, actor, corrected_at) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .text(review), SQLValue(correction.segment), .text(correction.original), .text(correction.text), SQLValue(correction.actor),
                    .real(correction.correctedAt),
                ])
        }
        try ChangeLog.touch([review], session)
    }

    /// In the order of the segments.
    package static func all(of review: String, _ session: any SQLSession) throws -> [Correction] {
        try session.query("SELECT * FROM corrections WHERE review = ? ORDER BY segment", [.text(review)]).map { row in
            Correction(
                segment: try row.integer("segment"), original: try row.string("original"), text: try row.string("content"),
                actor: try row.optionalString("actor"), correctedAt: try row.double("corrected_at"))
        }
    }
}
