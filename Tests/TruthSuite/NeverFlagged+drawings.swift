import ReviewModel

/// Slides and screens that are drawn for the purpose.
extension NeverFlagged {
    /// A source of pictures under a talk, which is spoken as often as it takes.
    private static func drawn(_ name: String, _ source: String, _ talk: String, _ length: Double = 16, small: Bool = false, chain: String = "null")
        -> Case
    {
        let name = "never-\(name)"
        let arguments = [
            "-f", "lavfi", "-i", source, "-stream_loop", "-1", "-i", "{\(talk)}", "-filter_complex", "[0:v]\(chain)[v]", "-map", "[v]", "-map", "1:a",
            "-t", length.short,
        ]
        return Case(
            name, .never, recipe: Recipe(name, "mp4", ffmpeg: arguments + Clip.x264 + Clip.aac + ["-movflags", "+faststart", "{out}"]),
            allowed: [Allowed(.videoFrameRateLow), Allowed(.videoStaticLong)], small: small)
    }

    private static func page(_ colour: String, _ texts: String...) -> String {
        ([Slide.canvas(colour)] + texts).joined(separator: ",")
    }

    /// A pattern that is computed once and held.
    private static func pattern(red: String, green: String, blue: String) -> String {
        Slide.canvas("white") + ",geq=r='\(red)':g='\(green)':b='\(blue)',trim=end_frame=1,loop=loop=-1:size=1,setpts=N/25/TB"
    }

    static let drawings: [Case] = [
        drawn("slide-of-302s", Slide.outline.source(rate: 5, seconds: 302), "cities", 302, small: true),
        drawn(
            "dark-slide", page(Slide.Theme.dark.background, Slide.text("DejaVuSans-Bold", 60, Slide.Theme.dark.ink, "400", "300", "Silence")),
            "cities",
            small: true),
        drawn("night-slide", page("0x121212", Slide.text("DejaVuSans-Bold", 60, "0xdddddd", "400", "300", "Light")), "dickens"),
        drawn("dark-slide-no-text", page("0x14171c"), "stage"),
        drawn("night-slide-small-text", page("0x121212", Slide.text("DejaVuSans", 18, "0x888888", "600", "350", "a")), "beckett"),
        drawn(
            "black-slide-text",
            page(
                "black", Slide.text("DejaVuSans", 60, "white", "100", "100", "The law of Snell"),
                Slide.text("DejaVuSans", 36, "white", "100", "300", "n1 sin a = n2 sin b")), "cities"),
        drawn("white-page", page("white", Slide.text("DejaVuSans", 40, "black", "100", "100", "An almost empty page")), "dickens"),
        drawn("pale-page", page("0xf4f0e8", Slide.text("DejaVuSerif", 40, "0x8a8378", "100", "200", "A pale page with quiet letters")), "stage"),
        drawn("moving-pointer", Slide.outline.source(), "stage", 24, small: true, chain: pointer),
        drawn("running-timer", Slide.outline.source(), "dickens", 24, small: true, chain: clock),
        drawn("ruled-paper", pattern(red: ruled, green: ruled, blue: ruled), "cities"),
        drawn("chessboard", pattern(red: chess, green: chess, blue: chess), "dickens"),
        drawn("tiles", pattern(red: tile(7, 13), green: tile(5, 3), blue: tile(3, 11)), "beckett"),
    ]

    /// Every other row of the right half is grey.
    private static let ruled = "255-120*eq(mod(Y,2),0)*gt(X,640)"
    private static let chess = "255*mod(floor(X/16)+floor(Y/16),2)"

    /// Squares of 8 pixels in quiet colours.
    private static func tile(_ across: Int, _ down: Int) -> String {
        "40+25*mod(floor(X/8)*\(across)+floor(Y/8)*\(down),8)"
    }

    /// A pointer of 12x16 pixels that moves for six seconds and rests for four.
    private static let pointer =
        "null[page];color=c=black:s=12x16:r=25[p];[page][p]overlay=shortest=1:"
        + "x='if(lt(mod(t,10),6),300+50*mod(t,10),600)':y='if(lt(mod(t,10),6),300+100*sin(mod(t,10)*3),300)'"

    private static let clock =
        "drawtext=fontfile=\(Slide.fonts)/DejaVuSans.ttf:fontsize=60:fontcolor=0x1d2430:x=960:y=600:text='%{eif\\:t\\:d\\:2}'"
}
