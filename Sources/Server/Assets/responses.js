// Answers to findings, kept without leaving the page.
import { announce, say } from "./texts.js";

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
}
