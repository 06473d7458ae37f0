package import ReviewModel

/// One recording of the suite and what a review of it must say.
package struct Case: Sendable {
    package var name: String
    /// The code that the case is about.
    package var code: FindingCode?
    package var kind: Kind
    package var recipe: Recipe
    package var expected: [Expected]
    package var allowed: [Allowed]
    /// Figures that the report must give.
    package var figures: [Figure]
    /// Whether the case belongs to the small form, which `make test` runs.
    package var isSmall: Bool

    package enum Kind: String, Sendable {
        /// A fault clearly over the limit, or near it.
        case fault
        /// Just under the limit.
        case nearMiss
        /// From the list of what must never be flagged.
        case never
        /// A base as it is.
        case clean
        /// A recording with exact answers.
        case reference
    }

    package init(
        _ name: String, _ kind: Kind, about code: FindingCode? = nil, recipe: Recipe, expected: [Expected] = [], allowed: [Allowed] = [],
        figures: [Figure] = [], small: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.code = code
        self.recipe = recipe
        self.expected = expected
        self.allowed = allowed
        self.figures = figures
        self.isSmall = small
    }

    /// A figure of the report with its exact answer.
    package struct Figure: Sendable, Hashable {
        package var quantity: Quantity
        package var value: Double
        /// How far below and above the value it may be.
        package var below: Double
        package var above: Double

        package enum Quantity: String, Sendable, Hashable {
            case integratedLoudness = "I, LUFS"
            case loudnessRange = "LRA, LU"
            case truePeak = "true peak, dBTP"
        }

        package init(_ quantity: Quantity, _ value: Double, below: Double, above: Double) {
            self.quantity = quantity
            self.value = value
            self.below = below
            self.above = above
        }

        package func accepts(_ measured: Double) -> Bool {
            measured >= value - below - 1e-9 && measured <= value + above + 1e-9
        }
    }
}
