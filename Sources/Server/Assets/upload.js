// The upload form: several files, one after the other, which can be paused and go on after a reload.
import { announce, bytes, say } from "./texts.js";
import { TusUpload } from "./tus.js";
import * as unfinished from "./unfinished.js";
import { refreshList } from "./list.js";

const form = document.getElementById("upload-form");
const chooser = document.getElementById("file");
const list = document.getElementById("uploads");
const queue = [];
let isBusy = false;

/** One file on its way, and its line on the page. */
class Item {
    constructor(file, wish) {
        const known = unfinished.find(file);
        this.file = file;
        this.line = document.getElementById("upload-line").content.firstElementChild.cloneNode(true);
        this.status = this.line.querySelector(".status");
        this.bar = this.line.querySelector("progress");
        this.upload = new TusUpload(file, {
            endpoint: "/v1/uploads", metadata: { filename: file.name, ...wish }, place: known?.place ?? null,
            onplace: (place) => unfinished.remember(file, { place }),
            onprogress: (sent) => this.show(sent),
            onwait: () => this.tell(say("retrying", { percent: this.percent })),
        });
        this.percent = 0;
        this.bar.max = file.size;
        this.line.querySelector(".name").textContent = file.name;
        this.bar.setAttribute("aria-label", say("progressOf", { name: file.name }));
        this.on("pause", () => this.upload.pause());
        this.on("resume", () => enqueue(this));
        this.on("discard", () => this.discard());
        this.tell(say("queued"));
        this.offer("pause", "discard");
        list.append(this.line);
    }

    on(action, handler) {
        this.button(action).addEventListener("click", handler);
    }

    button(action) {
        return this.line.querySelector(`[data-action=${action}]`);
    }

    /** Which buttons there are now; whoever was on one that goes is put on the next. */
    offer(...actions) {
        const held = this.line.contains(document.activeElement);
        for (const button of this.line.querySelectorAll("[data-action]")) button.hidden = !actions.includes(button.dataset.action);
        if (held && actions.length > 0 && document.activeElement?.hidden !== false) this.button(actions[0]).focus();
    }

    tell(text) {
        this.status.textContent = text;
    }

    show(sent) {
        this.percent = Math.floor(sent / this.file.size * 100);
        this.bar.value = sent;
        this.tell(say("sending", { percent: this.percent, sent: bytes(sent), size: bytes(this.file.size) }));
        // Every tenth is news enough for those who listen.
        if (Math.floor(this.percent / 10) !== this.told) {
            this.told = Math.floor(this.percent / 10);
            announce(say("sendingOf", { name: this.file.name, percent: this.told * 10 }));
        }
    }

    async run() {
        this.offer("pause", "discard");
        try {
            const review = await this.upload.run();
            if (review === null) {
                if (this.isDiscarded) return;
                this.tell(say("paused", { percent: this.percent }));
                this.offer("resume", "discard");
                announce(say("paused", { percent: this.percent }));
                return;
            }
            unfinished.forget(unfinished.fingerprint(this.file));
            this.end(review);
        } catch (error) {
            this.tell(say("failed", { detail: error.message || say("noAnswer") }));
            this.offer("resume", "discard");
            announce(say("failedOf", { name: this.file.name }));
        }
    }

    end(review) {
        this.bar.hidden = true;
        this.tell(say("sent"));
        this.offer();
        const link = this.line.querySelector("a");
        link.href = `/reviews/${review}`;
        link.hidden = false;
        announce(say("sentOf", { name: this.file.name }));
        refreshList();
    }

    async discard() {
        this.isDiscarded = true;
        unfinished.forget(unfinished.fingerprint(this.file));
        const waiting = queue.indexOf(this);
        if (waiting >= 0) queue.splice(waiting, 1);
        this.line.remove();
        chooser.focus();
        await this.upload.discard();
        refreshList();
    }
}

function enqueue(item) {
    item.tell(say("queued"));
    queue.push(item);
    work();
}

async function work() {
    if (isBusy) return;
    isBusy = true;
    while (queue.length > 0) await queue.shift().run();
    isBusy = false;
    showUnfinished();
}

function take(files) {
    const value = (name) => form.elements[name]?.value.trim() ?? "";
    // Several lectures cannot share a title: each takes its file's name.
    const title = files.length === 1 ? value("title") : "";
    for (const file of files) enqueue(new Item(file, { title, course: value("course"), rubric: value("rubric") }));
    form.elements.title.value = "";
    chooser.value = "";
    showUnfinished();
}

/** Tells of uploads that a reload or a closed browser broke off. */
function showUnfinished() {
    const section = document.getElementById("unfinished");
    const open = new Set([...list.children].map((line) => line.querySelector(".name").textContent));
    const entries = unfinished.all().filter((entry) => !open.has(entry.name));
    const place = section.querySelector("ul");
    place.replaceChildren(...entries.map((entry) => {
        const line = document.getElementById("unfinished-line").content.firstElementChild.cloneNode(true);
        line.querySelector(".name").textContent = entry.name;
        const forget = line.querySelector("button");
        forget.setAttribute("aria-label", say("forget", { name: entry.name }));
        forget.addEventListener("click", () => {
            unfinished.forget(entry.print);
            fetch(entry.place, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } }).then(refreshList, () => {});
            showUnfinished();
        });
        showReach(entry, line.querySelector(".status"));
        return line;
    }));
    section.hidden = entries.length === 0;
}

async function showReach(entry, status) {
    status.textContent = say("unfinishedSize", { size: bytes(entry.size) });
    const answer = await fetch(entry.place, { headers: { Accept: "application/json" }, cache: "no-store" }).catch(() => null);
    if (answer === null) return;
    const upload = answer.ok ? await answer.json() : null;
    if (!upload || upload.state === "finished") {
        // It ended, or its time was over: there is nothing to go on with.
        if (upload || answer.status === 404) unfinished.forget(entry.print);
        if (upload || answer.status === 404) showUnfinished();
        return;
    }
    status.textContent = say("unfinished", { percent: Math.floor(upload.bytes / entry.size * 100), size: bytes(entry.size) });
}

function listenForDrops() {
    const zone = document.getElementById("drop");
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    // A file that misses the zone must not take the page away.
    for (const name of ["dragover", "drop"]) {
        window.addEventListener(name, (event) => {
            if (carriesFiles(event)) event.preventDefault();
        });
    }
    zone.addEventListener("dragover", () => zone.classList.add("over"));
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
        zone.classList.remove("over");
        if (event.dataTransfer.files.length > 0) take([...event.dataTransfer.files]);
    });
}

if (form) {
    chooser.multiple = true;
    document.body.classList.add("scripted");
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (chooser.files.length > 0) take([...chooser.files]);
    });
    listenForDrops();
    showUnfinished();
}
