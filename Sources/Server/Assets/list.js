// Keeps the list of reviews up to date. Whether there is news costs the service next to nothing; only then the list is fetched.
import { localise } from "./page.js";
import { fetchPage, replace } from "./swap.js";

const PAUSE = 3000;
let timer;

export async function refreshList() {
    const answer = await fetchPage().catch(() => null);
    if (!answer?.isFine) return;
    const list = replace("#reviews-list", answer.page);
    if (list) localise(list);
    schedule();
}

/** The state of a review, null where nobody tells; the browser sends the ETag along, and takes what it has where nothing changed. */
async function state(id) {
    const answer = await fetch(`/v1/reviews/${id}`, { cache: "no-cache", headers: { Accept: "application/json" } });
    if (answer.status === 404) return "gone";
    return answer.ok ? (await answer.json()).state : null;
}

async function look() {
    const open = [...document.querySelectorAll("#reviews-list [data-open]")].slice(0, 20);
    if (open.length === 0) return;
    try {
        const found = await Promise.all(open.map((line) => state(line.dataset.open)));
        if (open.some((line, index) => found[index] !== null && found[index] !== line.dataset.state)) return await refreshList();
    } catch {
        // The service does not answer; the next look may find it.
    }
    schedule();
}

function schedule() {
    clearTimeout(timer);
    timer = setTimeout(() => document.hidden ? schedule() : look(), PAUSE);
}

if (document.getElementById("reviews-list")) look();
