// What every page does: it tells times of day as the reader's own clock has them.
const language = document.documentElement.lang;
const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });

export function localise(root) {
    for (const element of root.querySelectorAll("time[datetime]")) {
        const time = new Date(element.dateTime);
        if (!Number.isNaN(time.getTime())) element.textContent = ("day" in element.dataset ? day : moment).format(time);
    }
}

localise(document);
