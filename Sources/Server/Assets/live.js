// Follows a review by its events, and puts the report in the place of the progress once it is there.
import { announce, say } from "./texts.js";
import { fetchPage, replace } from "./swap.js";

const PAUSE = 4000;

/** @param {function} enhance what a new content of the page needs. */
export function follow(main, enhance) {
    const live = main.querySelector("[data-events]");
    if (!live) return;
    const { events, poll, state } = live.dataset;
    let isOver = false;
    const see = (review) => {
        if (isOver || !live.isConnected) return;
        show(live, review);
        if (review.state === state) return;
        isOver = true;
        turn(enhance);
    };
    const source = new EventSource(events);
    source.addEventListener("review", (event) => {
        see(JSON.parse(event.data));
        if (isOver) source.close();
    });
    source.addEventListener("error", () => {
        // A browser that gave up asks in its own time instead.
        if (source.readyState === EventSource.CLOSED && !isOver) ask(poll, see, () => isOver || !live.isConnected);
    });
}

async function ask(address, see, isOver) {
    while (!isOver()) {
        const answer = await fetch(address, { cache: "no-cache" }).catch(() => null);
        if (answer?.ok) see(await answer.json());
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
}

function show(live, review) {
    for (const { stage, state, progress, reason } of review.stages) {
        const line = live.querySelector(`[data-stage="${stage}"]`);
        if (!line) continue;
        line.dataset.state = state;
        line.querySelector(".state").textContent = reason && state !== "measured" ? `${say(state)}: ${reason}` : say(state);
        const bar = line.querySelector("progress");
        bar.hidden = state !== "running";
        if (progress === undefined) bar.removeAttribute("value");
        else bar.value = progress;
    }
    const outlook = outlookOf(review);
    live.querySelector(".outlook").textContent = outlook;
    announce(outlook);
}

/** The place in the line and the time that is left, in a sentence or two. */
function outlookOf(review) {
    if (review.paused) return say("stepPaused");
    const sentences = [];
    if (review.position > 1) sentences.push(say("position", { place: review.position - 1 }));
    else if (review.position === 1) sentences.push(say("positionFirst"));
    if (review.estimatedCompletion) {
        const minutes = Math.ceil((new Date(review.estimatedCompletion) - Date.now()) / 60_000);
        sentences.push(minutes > 1 ? say("minutesLeft", { minutes }) : say("minuteLeft"));
    }
    return sentences.join(" ");
}

/** The new state of the review has a content of its own. */
async function turn(enhance) {
    let answer = null;
    while (!answer?.isFine) {
        answer = await fetchPage().catch(() => null);
        if (!answer?.isFine) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    replace("#main", answer.page);
    document.title = answer.page.title;
    announce(document.querySelector("#main h1")?.dataset.news ?? "");
    enhance();
}
