// The operators' page: it stays up to date, and its buttons act without leaving it.
import { localise } from "./page.js";
import { announce, say } from "./texts.js";
import { fetchPage, replace } from "./swap.js";

const PAUSE = 3000;
const HERE = location.pathname + location.search;
let timer;
let isActing = false;

function show(answer) {
    const board = replace("#board", answer.page);
    if (!board) return;
    localise(board);
    listen(board);
}

async function look() {
    const answer = isActing || document.hidden ? null : await fetchPage(HERE).catch(() => null);
    const board = document.getElementById("board");
    // What somebody has open or is about to press must not move under their hand.
    const isHeld = board.querySelector("details[open]") || board.querySelector("button:active");
    if (answer?.isFine && !isActing && !isHeld) show(answer);
    schedule();
}

function schedule() {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
}

function listen(board) {
    for (const form of board.querySelectorAll("form")) {
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            isActing = true;
            // The answer to a form is the page as it is then.
            const answer = await fetchPage(form.action, { method: "POST" }).catch(() => null);
            isActing = false;
            if (answer?.isFine) show(answer);
            announce(answer?.isFine ? form.dataset.done : answer?.page.querySelector("h1 + p")?.textContent ?? say("noAnswer"));
        });
    }
}

const board = document.getElementById("board");
if (board) {
    listen(board);
    schedule();
}
