package import ReviewModel

/// A picture that is taller than wide, as a player shows it: after rotation metadata and with the shape of its pixels taken into account.
///
/// Facts: `width`, `height` in pixels as shown.
package struct PortraitRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoAspectPortrait]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let video = recording.media.video else { return [] }
        let (width, height) = (Double(video.displayWidth ?? video.width), Double(video.displayHeight ?? video.height))
        guard width > 0, height > width else { return [] }
        return [
            Finding(
                .videoAspectPortrait, .shouldFix, measured: Quantity(height, .pixels), threshold: Quantity(width, .pixels), confidence: 1,
                facts: ["width": width, "height": height])
        ]
    }
}
