package import ReviewModel

/// A picture with too few pixels for the text on slides. A portrait picture is measured by its longer side too.
///
/// Facts: `width`, `height` in pixels as shown.
package struct ResolutionRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoResolutionLow]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let video = recording.media.video else { return [] }
        let long = Double(max(video.width, video.height))
        let short = Double(min(video.width, video.height))
        guard long < rubric[.minimumWidth] || short < rubric[.minimumHeight] else { return [] }
        return [
            Finding(
                .videoResolutionLow, .shouldFix, measured: Quantity(short, .pixels), threshold: rubric.quantity(.minimumHeight), confidence: 1,
                facts: ["width": Double(video.width), "height": Double(video.height)])
        ]
    }
}
