extension Base {
    /// All are 25 frames a second and coded well, without B-frames, so that cases can copy the picture as it is.
    static let pictures: [Recipe] = [
        bunny, hall, city, inset, clip, sample, slides("slides", .light), slides("dark", .dark), typing, scroll, speakerSoft,
    ]

    private static let coding = [
        "-an", "-c:v", "libx264", "-preset", "superfast", "-crf", "20", "-bf", "0", "-g", "50", "-pix_fmt", "yuv420p", "-r", "25", "-t", "30",
        "{out}",
    ]

    /// Played forwards and backwards, so that it never jumps.
    private static func swing(_ frames: Int) -> String {
        "trim=end_frame=\(frames),setpts=N/25/TB,split[f][b0];[b0]reverse[b];[f][b]concat=n=2,loop=loop=-1:size=\(2 * frames),setpts=N/25/TB"
    }

    /// An animated film with the detail of a camera's picture, in its own size.
    private static let bunny = Recipe(
        "bunny", "mp4", ffmpeg: ["-i", "{media/bigbuckbunny.mp4}", "-filter_complex", "[0:v]fps=25,\(swing(130))"] + coding)

    /// A fixed camera over a yard, sharpened as small cameras do, with their grain.
    private static let hall = Recipe(
        "hall", "mp4",
        ffmpeg: [
            "-i", "{media/vtest.avi}", "-vf",
            "crop=768:432:0:72,scale=1280:720:flags=lanczos,unsharp=7:7:1:3:3:0,fps=25,noise=alls=3:allf=t:all_seed=5",
        ] + coding)

    /// A slow rise along towers at night.
    private static let city = Recipe(
        "city", "mp4",
        ffmpeg: [
            "-i", "{media/cityCC0.mpg}", "-filter_complex", "[0:v]fps=25,scale=1280:720:flags=lanczos,unsharp=5:5:0.6,setsar=1,\(swing(115))",
        ] + coding)

    /// A slide with a speaker's camera in its corner.
    private static let inset = Recipe(
        "inset", "mp4",
        ffmpeg: [
            "-f", "lavfi", "-i", Slide.outline.source(), "-i", "{media/carphone_pristine.mp4}", "-filter_complex",
            "[1:v]fps=25,scale=320:240:flags=lanczos,setsar=1,pad=328:248:4:4:0x8a93a0,\(swing(98))[c];[0:v][c]overlay=x=916:y=436:shortest=1",
        ] + coding)

    /// A dark slide on which a film plays.
    private static let clip = Recipe(
        "clip", "mp4",
        ffmpeg: [
            "-f", "lavfi", "-i", Slide(theme: .dark, heading: "A scene to discuss", lines: []).source(), "-i", "{media/bigbuckbunny.mp4}",
            "-filter_complex", "[1:v]fps=25,scale=768:432:flags=lanczos,setsar=1,\(swing(130))[c];[0:v][c]overlay=x=400:y=170:shortest=1",
        ] + coding)

    /// The sample lecture up to where its first fault is near: a title, then an outline with a camera inset.
    private static let sample = Recipe(
        "sample", "mp4", ffmpeg: ["-i", "{media/sample-lecture.mp4}", "-vf", "trim=0:19.5,setpts=PTS-STARTPTS"] + coding)

    private static func slides(_ name: String, _ theme: Slide.Theme) -> Recipe {
        let filters = zip(Slide.lecture, 0...).flatMap { content, index in
            Slide(theme: theme, heading: content.heading, lines: content.lines).filters(enable: .within(Double(index) * 6, Double(index) * 6 + 6))
        }
        return Recipe(
            name, "mp4", ffmpeg: ["-f", "lavfi", "-i", Slide.canvas(theme.background) + "," + filters.joined(separator: ",")] + coding)
    }

    /// An editor in which a program is typed, eight letters a second: covers move off the lines, with the cursor at their edge.
    private static let typing: Recipe = {
        let program: [(indent: Int, words: String)] = [
            (0, "def focus(radius, index):"), (2, "if index == 1.0:"), (4, "return math.inf"), (2, "power = (index - 1) * 2 / radius"),
            (2, "return 1 / power"), (0, "print(focus(0.1, 1.5))"), (0, "print(focus(0.2, 1.5))"),
        ]
        var page = Slide.box("0xe4e4e4", 0, 0, 1280, 48) + "," + Slide.text("DejaVuSans", 24, "0x333333", "24", "12", "lens.py - Editor")
        var covers = ""
        var below = "page"
        for (index, line) in program.enumerated() {
            let words = line.words.replacing(":", with: "\\:")
            page += "," + Slide.text("DejaVuSansMono", 32, "0x202020", String(60 + line.indent * 19), String(100 + index * 60), words)
            let shift = "19.27*floor(max(0,min(t-\(index * 4),4))*8)"
            covers += ";[\(below)][k\(index)]overlay=x='60+\(shift)':y=\(96 + index * 60):eval=frame:shortest=1[p\(index)]"
            below = "p\(index)"
        }
        let labels = program.indices.map { "[k\($0)]" }.joined()
        let cursor = "[\(below)][2:v]overlay=x='60+19.27*floor(mod(t,4)*8)':y='100+60*min(6,floor(t/4))':eval=frame:shortest=1"
        return Recipe(
            "typing", "mp4",
            ffmpeg: [
                "-f", "lavfi", "-i", Slide.canvas("0xfdfdfd"), "-f", "lavfi", "-i", Slide.canvas("0xfdfdfd", size: "1100x52"), "-f", "lavfi", "-i",
                Slide.canvas("0x202020", size: "4x40"), "-filter_complex",
                "[0:v]\(page)[page];[1:v]split=\(program.count)\(labels)\(covers);\(cursor)",
            ] + coding)
    }()

    /// A long page that is scrolled, stands, and is scrolled again.
    private static let scroll: Recipe = {
        let words = [
            "Refraction at a plane boundary", "A ray enters glass from air", "and bends towards the normal", "The speed of light in glass is lower",
        ]
        let lines = (0..<44).map {
            Slide.text("DejaVuSans", 30, "0x202428", "90", String(40 + $0 * 56), "\($0 + 1)  \(words[$0 % words.count]) in figure \($0 % 7 + 1)")
        }
        return Recipe(
            "scroll", "mp4",
            ffmpeg: [
                "-f", "lavfi", "-i", Slide.canvas("0xfcfcfc", seconds: 0.04, size: "1280x2500") + "," + lines.joined(separator: ","),
                "-filter_complex",
                "[0:v]loop=loop=-1:size=1,setpts=N/25/TB,crop=1280:720:0:'220*(min(mod(t,16),4)+max(0,min(mod(t,16)-8,4)))'",
            ] + coding)
    }()

    /// A sharp figure before a background that is far out of focus, as a good lens draws it.
    private static let speakerSoft = Recipe(
        "softBackground", "mp4",
        ffmpeg: [
            "-i", "{bunny}", "-filter_complex",
            "[0:v]split[a][b];[b]gblur=sigma=14[soft];color=black:s=1280x720:r=25,format=gray,"
                + "geq=lum='255*lt(hypot((X-420)/300,(Y-400)/330),1)',trim=end_frame=1,gblur=sigma=12,loop=loop=-1:size=1[m];"
                + "[a]format=yuva420p[a1];[a1][m]alphamerge[sharp];[soft][sharp]overlay=shortest=1",
        ] + coding)
}
