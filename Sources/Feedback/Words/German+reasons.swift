/// What stages and the media program give as reasons: why a part was not checked, or why a file cannot be opened.
extension German {
    func reason(_ text: String) -> String { Self.translated(text) }

    /// Reasons that are not known here, such as an operator's, stay as they are.
    static func translated(_ text: String) -> String {
        for translation in reasons {
            if let result = translation(text) { return result }
        }
        return text
    }

    static let reasons = reasonsOfStages + reasonsOfTheFile + reasonsOfMachines

    private static let reasonsOfStages = [
        SentenceTranslation(
            "A quick look: * s of moving picture were judged by their key frames alone. Freezes, flashes, holes, damage and black moments in them "
                + "were not looked for.",
            "Ein schneller Durchgang: * s bewegtes Bild wurden nur an einzelnen Bildern beurteilt. Nach stehendem Bild, Blitzen, Lücken, Schäden "
                + "und schwarzen Momenten wurde darin nicht gesucht."),
        SentenceTranslation(
            "Nothing can be said of the speech without a transcript.", "Ohne Transkript lässt sich über die Sprechweise nichts sagen."),
        SentenceTranslation(
            "Without the picture, a pause and a playing clip look the same.",
            "Ohne das Bild sind eine Pause und ein laufender Clip nicht zu unterscheiden."),
        SentenceTranslation(
            "Transcription was switched off for this review.", "Das Transkript war für diese Prüfung abgeschaltet."),
        SentenceTranslation("The recording has no sound.", "Die Aufnahme hat keinen Ton."),
        SentenceTranslation("The recording has no picture.", "Die Aufnahme hat kein Bild."),
        SentenceTranslation("The recording could not be opened.", "Die Aufnahme ließ sich nicht öffnen."),
        SentenceTranslation("The recording could not be taken in.", "Die Aufnahme konnte nicht übernommen werden."),
        SentenceTranslation("The recording was never probed.", "Die Aufnahme wurde nie geöffnet."),
        SentenceTranslation(
            "The bytes of the recording are no longer in the store: upload it again.",
            "Die Daten der Aufnahme sind nicht mehr gespeichert: Laden Sie sie noch einmal hoch."),
        SentenceTranslation("The review was cancelled.", "Die Prüfung wurde abgebrochen."),
        SentenceTranslation("An operator cancelled it.", "Wer den Dienst betreut, hat diesen Teil abgebrochen."),
    ]

    private static let reasonsOfTheFile = [
        SentenceTranslation("The file is empty.", "Die Datei ist leer."),
        SentenceTranslation("The file could not be read.", "Die Datei konnte nicht gelesen werden."),
        SentenceTranslation("The file has neither picture nor sound.", "Die Datei enthält weder Bild noch Ton."),
        SentenceTranslation(
            "This is not a video or sound recording that can be recognised (*).",
            "Dies ist keine Video- oder Tonaufnahme, die sich erkennen lässt (*)."),
        SentenceTranslation(
            "Files of the kind “*” are not accepted. Upload the recording itself, for example as MP4, MOV, MKV, WebM, MP3 or WAV.",
            "Dateien der Art „*“ werden nicht angenommen. Laden Sie die Aufnahme selbst hoch, zum Beispiel als MP4, MOV, MKV, WebM, MP3 oder WAV."),
        SentenceTranslation(
            "The recording is incomplete: its index (moov) is missing, as after a recording or an upload that was cut off (*).",
            "Die Aufnahme ist unvollständig: Ihr Index (moov) fehlt, wie nach einer abgebrochenen Aufnahme oder einem abgebrochenen Hochladen (*)."),
        SentenceTranslation(
            "The recording is damaged: its container cannot be read (*).", "Die Aufnahme ist beschädigt: Ihr Aufbau lässt sich nicht lesen (*)."),
        SentenceTranslation("The streams of the recording cannot be read (*).", "Die Spuren der Aufnahme lassen sich nicht lesen (*)."),
        SentenceTranslation(
            "The recording uses the codec “*”, which cannot be decoded here.",
            "Die Aufnahme verwendet das Format „*“, das sich hier nicht abspielen lässt."),
        SentenceTranslation(
            "The decoder “*” does not take this stream (*).", "Der Decoder „*“ kann mit dieser Spur nichts anfangen (*)."),
        SentenceTranslation("No picture of the recording can be decoded.", "Kein Bild der Aufnahme lässt sich lesen."),
        SentenceTranslation("The picture's pixel format cannot be read.", "Das Farbformat des Bildes lässt sich nicht lesen."),
        SentenceTranslation("The picture is too large.", "Das Bild ist zu groß."),
        SentenceTranslation(
            "The picture is *x* pixels; at most 7680x4320 are accepted.", "Das Bild hat *×* Pixel; angenommen werden höchstens 7680×4320."),
        SentenceTranslation("The sound cannot be converted (*).", "Der Ton lässt sich nicht umwandeln (*)."),
        SentenceTranslation(
            "The sound has * channels at * Hz, which is not accepted.", "Der Ton hat * Kanäle bei * Hz; das wird nicht angenommen."),
        SentenceTranslation("The recording is longer than a day.", "Die Aufnahme ist länger als ein Tag."),
    ]

    private static let reasonsOfMachines = [
        SentenceTranslation(
            "It failed again and again for a reason on the service's side. An operator can see it in the dead job.",
            "Dieser Teil ist mehrmals gescheitert, und der Grund liegt beim Dienst. Wer ihn betreut, findet ihn im gescheiterten Auftrag."),
        SentenceTranslation(
            "Speech recognition is not set up on this service; ask whoever runs it.",
            "Die Spracherkennung ist bei diesem Dienst nicht eingerichtet; fragen Sie, wer ihn betreut."),
        SentenceTranslation(
            "The memory limit was reached while opening the recording.", "Beim Öffnen der Aufnahme reichte der Speicher nicht aus."),
        SentenceTranslation(
            "The memory limit was reached while opening or decoding the recording.",
            "Beim Öffnen oder Abspielen der Aufnahme reichte der Speicher nicht aus."),
        SentenceTranslation("Out of memory.", "Der Speicher reichte nicht aus."),
        SentenceTranslation(
            "The recording gives more measurements than can be kept.", "Die Aufnahme ergibt mehr Messwerte, als gespeichert werden können."),
        SentenceTranslation("* did not end within * and was stopped.", "Der Schritt „*“ war nach * nicht fertig und wurde beendet."),
        SentenceTranslation(
            "* reached a limit on time or size (signal *).", "Der Schritt „*“ stieß an eine Grenze für Zeit oder Größe (Signal *)."),
    ]
}
