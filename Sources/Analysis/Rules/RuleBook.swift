package import ReviewModel

/// The rules of a stage.
package struct RuleBook: Sendable {
    private let rules: [any Rule]

    package init(_ rules: [any Rule]) {
        self.rules = rules
    }

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        rubric.judge(rules.flatMap { $0.findings(in: recording, by: rubric) })
    }

    package var codes: [FindingCode] { rules.flatMap(\.codes) }

    /// Needs the measurements alone.
    package static let quality = RuleBook([
        ContainerRule(), MissingStreamRule(), ResolutionRule(), PortraitRule(), FrameRateRule(), VariableRateRule(), TimestampGapRule(),
        DurationRule(), StartOffsetRule(),
        BlackRule(), FrozenRule(), StaticRule(), ExposureRule(), BlurredRule(), BlockyRule(), NoisyRule(), InterlacedRule(),
        FlashingRule(), ShakyRule(), LetterboxRule(),
        SilenceRule(), DropoutRule(), LoudnessRule(), UnevenLoudnessRule(), TruePeakRule(), ClippingRule(), DeadChannelRule(), ImbalanceRule(),
        PhaseRule(), NoiseRule(), HumRule(), BandwidthRule(), OffsetRule(), PhoneRule(),
    ])

    /// Needs the transcript too.
    package static let content = RuleBook([SpeechMissingRule(), PauseRule(), PaceRule(), FillersRule()])
}
