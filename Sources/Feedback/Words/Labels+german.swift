extension Labels {
    static let german = Labels(
        product: "Lectern-Bericht", skip: "Zu den Befunden springen", contents: "Auf dieser Seite", timeline: "Zeitleiste",
        timelineHint: "Jede nummerierte Markierung führt zu ihrem Befund.", plan: "Was zu tun ist, in dieser Reihenfolge",
        byScript: "Das erledigt das Reparaturskript",
        listeners: "Bei wem der Vortrag ankommt", changes: "Seit dem letzten Upload", fixed: "Behoben", new: "Neu",
        regressed: "Wieder da oder schlimmer", earlier: "Der Bericht zum vorigen Upload", findings: "Befunde",
        noFindings: "Nichts zu beanstanden: Alles, was geprüft wurde, liegt innerhalb der Grenzwerte.", figures: "Messwerte", figure: "Messgröße",
        value: "Wert", meaning: "Was das heißt", coverage: "Was geprüft wurde",
        coverageHint: "Ein Teil, der nicht geprüft wurde, kann noch Mängel enthalten.", part: "Teil", state: "Stand", note: "Anmerkung",
        recording: "Die Aufnahme", transcript: "Transkript", readTranscript: "Transkript lesen", download: "Herunterladen", when: "Wann",
        whole: "Ganze Aufnahme", measured: "Gemessen", limit: "Grenze", confidence: "Einschätzung", why: "Warum es zählt", fix: "Was zu tun ist",
        command: "Oder mit ffmpeg, einem kostenlosen Programm für die Kommandozeile",
        commandsHint: "Jeder Befehl gilt für die Aufnahme, wie sie ist, und schreibt eine neue Datei; verwenden Sie deshalb nur einen davon. Das "
            + "Reparaturskript, wo es eines gibt, erledigt auf einmal alles, was niemand beurteilen muss. Den Rest machen Sie im Schnittprogramm, denn "
            + "ein Schnitt verschiebt alles, was danach kommt.",
        heard: "Dort zu hören", stillAt: "Standbild bei", loudness: "Lautheit", loudnessBand: "das Band ist das Ziel,",
        shots: "Folien und Einstellungen", speech: "Sprache", rubric: "Maßstab", review: "Prüfung", course: "Lehrveranstaltung", file: "Datei",
        size: "Größe", duration: "Dauer", picture: "Bild", sound: "Ton", fingerprint: "SHA-256", recogniser: "Wörter erkannt von",
        reviewed: "Geprüft am",
        none: "nicht vorhanden", more: "weitere", unreadable: "Die Datei ließ sich nicht öffnen",
        untitled: "Aufnahme ohne Titel", unfinished: "Noch nicht abgeschlossen.")
}
