// Answers to findings, kept without leaving the page.
import { fetchPage, replace } from "./swap.js";
import { announce, say } from "./texts.js";

/** What counts the findings that are still open. */
const COUNTS = [".report > .verdict", ".report > nav", "#plan"];

export function listenForAnswers(main) {
    for (const form of main.querySelectorAll("form.answer")) {
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            keep(form, event.submitter.value);
        });
    }
}

async function keep(form, state) {
    const note = form.elements.note.value.trim();
    const answer = await fetch(form.dataset.put, {
        method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(note ? { state, note } : { state }),
    }).catch(() => null);
    const line = form.querySelector(".answered");
    if (!answer?.ok) {
        const problem = await answer?.json().catch(() => null);
        line.textContent = problem?.detail ?? say("noAnswer");
        line.dataset.state = "failed";
        announce(line.textContent);
        return;
    }
    line.textContent = note ? `${say(state)} ${say("note", { note })}` : say(state);
    line.dataset.state = state;
    for (const button of form.querySelectorAll("button[name=state]")) button.setAttribute("aria-pressed", String(button.value === state));
    announce(line.textContent);
    await countAgain();
}

/** The verdict and the plan say what is still to be done. */
async function countAgain() {
    const fresh = await fetchPage().catch(() => null);
    if (!fresh?.isFine) return;
    for (const part of COUNTS) {
        if (fresh.page.querySelector(part)) replace(part, fresh.page);
        else document.querySelector(part)?.remove();
    }
}
