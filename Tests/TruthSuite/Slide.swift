/// Slides as ffmpeg draws them, in the two themes of the sample lecture.
struct Slide {
    struct Theme {
        let background: String
        let ink: String
        let accent: String

        static let light = Theme(background: "0xf7f7f2", ink: "0x1d2430", accent: "0x1f5fa8")
        static let dark = Theme(background: "0x14171c", ink: "0xd9dee6", accent: "0x7fb4f0")
        /// The darkest that slides use.
        static let night = Theme(background: "0x121212", ink: "0xdddddd", accent: "0x9ccc65")
    }

    static let fonts = "/usr/share/fonts/truetype/dejavu"

    var theme: Theme
    var heading: String
    var lines: [String]
    /// The font's size of the lines, in pixels.
    var size = 36

    /// One drawtext filter. Words must hold none of : ' \ % and ,
    static func text(_ font: String, _ size: Int, _ colour: String, _ x: String, _ y: String, _ words: String, enable: String? = nil) -> String {
        "drawtext=fontfile=\(fonts)/\(font).ttf:fontsize=\(size):fontcolor=\(colour):x=\(x):y=\(y):text='\(words)'"
            + (enable.map { ":enable='\($0)'" } ?? "")
    }

    static func box(_ colour: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, enable: String? = nil) -> String {
        "drawbox=c=\(colour):x=\(x):y=\(y):w=\(width):h=\(height):t=fill" + (enable.map { ":enable='\($0)'" } ?? "")
    }

    /// Filters that draw the slide on a picture of its background.
    func filters(enable: String? = nil) -> [String] {
        var result = [Self.box(theme.accent, 0, 0, 1280, 12, enable: enable)]
        result.append(Self.text("DejaVuSans-Bold", 44, theme.ink, "80", "70", heading, enable: enable))
        for (line, index) in zip(lines, 0...) {
            result.append(Self.text("DejaVuSans", size, theme.ink, "100", String(190 + index * (size + 44)), line, enable: enable))
        }
        result.append(Self.text("DejaVuSans", 22, theme.accent, "100", "640", "Lecture 3 - Introduction to optics", enable: enable))
        return result
    }

    /// A source of the slide alone.
    func source(rate: Int = 25, seconds: Double = 30) -> String {
        Self.canvas(theme.background, rate: rate, seconds: seconds) + "," + filters().joined(separator: ",") + ",format=yuv420p"
    }

    static func canvas(_ colour: String, rate: Int = 25, seconds: Double = 30, size: String = "1280x720") -> String {
        "color=c=\(colour):s=\(size):r=\(rate):d=\(seconds),format=rgb24"
    }

    static let outline = Slide(
        theme: .light, heading: "What we look at today",
        lines: ["1  Light bends at a boundary", "2  The index of refraction", "3  Lenses and their images"])
    static let darkOutline = Slide(
        theme: .dark, heading: "What we look at today", lines: ["Light bends at a boundary", "The index of refraction", "Lenses and their images"])

    static let lecture: [(heading: String, lines: [String])] = [
        ("Refraction", ["Light changes its direction", "where two media meet"]),
        ("The law of Snell", ["n1 sin a = n2 sin b", "Angles are taken from the normal", "n is 1.33 for water"]),
        ("A thin lens", ["Rays through the centre go straight", "Parallel rays meet in the focus"]),
        ("An example", ["f = 50 mm and the object at 75 mm", "Where is the image?", "How large is it?"]),
        ("For next week", ["Read chapter four", "Solve problems 12 to 15"]),
    ]
}
