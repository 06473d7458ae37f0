// The words of the transcript: they lead to their moment, are marked in step with the picture, and can be corrected.
import { announce, say } from "./texts.js";

export async function showTranscript(main, player) {
    const box = main.querySelector(".spoken-words");
    if (!box) return;
    listenForCorrections(box);
    if (!player) return;
    const answer = await fetch(box.dataset.words).catch(() => null);
    if (!answer?.ok) return;
    const { segments } = await answer.json();
    const words = segments.flatMap((segment, index) => spell(box.querySelector(`[data-segment="${index}"] .text`), segment.words));
    const follows = main.querySelector("#follow-words");
    let shown = null;
    player.onmoment((time) => {
        const word = wordAt(words, time);
        if (word === shown) return;
        shown?.element.classList.remove("now");
        shown = word;
        if (!word) return;
        word.element.classList.add("now");
        if (follows?.checked) bringIntoView(box, word.element);
    });
}

/** Makes an element of each word. */
function spell(place, words) {
    if (!place) return [];
    const spelled = words.map(({ text, range }) => {
        const element = document.createElement("span");
        element.dataset.time = range.start;
        element.textContent = text;
        return { element, start: range.start, end: range.end };
    });
    place.replaceChildren(...spelled.flatMap(({ element }, index) => index > 0 ? [" ", element] : [element]));
    return spelled;
}

/** The word that is said at a moment; in a pause, none. */
function wordAt(words, time) {
    let [low, high] = [0, words.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (words[middle].start <= time + 0.02) low = middle + 1;
        else high = middle;
    }
    const word = words[low - 1];
    return word && time < word.end + 0.3 ? word : null;
}

/** Moves the box alone: the page stays where its reader is. */
function bringIntoView(box, element) {
    const [frame, place] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
    if (place.top < frame.top || place.bottom > frame.bottom) box.scrollTop += place.top - frame.top - frame.height / 3;
}

function listenForCorrections(box) {
    if (!box.dataset.put) return;
    for (const line of box.querySelectorAll("[data-segment]")) {
        const button = document.getElementById("correct-button").content.firstElementChild.cloneNode(true);
        const time = line.querySelector(".moment").textContent.trim();
        button.setAttribute("aria-label", say("correctAt", { time }));
        button.addEventListener("click", () => edit(box, line, button, time));
        line.append(button);
    }
}

function edit(box, line, button, time) {
    const text = line.querySelector(".text");
    const form = document.getElementById("correction").content.firstElementChild.cloneNode(true);
    const field = form.querySelector("textarea");
    // What is corrected; the service refuses the correction where something else stands there by then.
    let was = text.textContent.trim();
    field.value = was;
    field.setAttribute("aria-label", say("textAt", { time }));
    const end = () => {
        form.remove();
        text.hidden = button.hidden = false;
        button.focus();
    };
    form.querySelector(".leave").addEventListener("click", end);
    form.addEventListener("keydown", (event) => {
        if (event.key === "Escape") end();
    });
    const index = Number(line.dataset.segment);
    // Without a text the segment is again what was recognised.
    const put = async (wished) => {
        const answer = await fetch(box.dataset.put, {
            method: "PUT", headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ segments: [{ index, was, ...(wished === null ? {} : { text: wished }) }] }),
        }).catch(() => null);
        if (!answer?.ok) {
            const problem = await answer?.json().catch(() => null);
            const present = problem?.segments?.find((segment) => segment.index === index)?.text;
            if (present !== undefined) {
                // Whoever keeps theirs now has seen what it replaces; whoever leaves sees it in the line.
                was = text.textContent = present;
                line.classList.add("corrected");
            }
            const trouble = form.querySelector(".trouble");
            trouble.textContent = present === undefined ? problem?.detail ?? say("noAnswer") : say("changedMeanwhile", { text: present });
            trouble.hidden = false;
            announce(trouble.textContent);
            return;
        }
        // Its words get their times anew with the next visit; until then the line leads to its beginning.
        text.textContent = wished === null ? await recognised(box, index) : wished.trim();
        line.classList.toggle("corrected", wished !== null);
        announce(say(wished === null ? "restored" : "corrected"));
        end();
    };
    const restore = form.querySelector(".recognised");
    restore.hidden = !line.classList.contains("corrected");
    restore.addEventListener("click", () => put(null));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        put(field.value);
    });
    text.hidden = button.hidden = true;
    text.after(form);
    field.focus();
}

/** What a segment says now. */
async function recognised(box, index) {
    const answer = await fetch(box.dataset.words).catch(() => null);
    const words = answer?.ok ? (await answer.json()).segments[index]?.words ?? [] : [];
    return words.map(({ text }) => text).join(" ");
}
