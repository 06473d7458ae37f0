// The recording beside the report: whatever names a moment leads to it.
import { announce, clock, say } from "./texts.js";

const SPACE = "http://www.w3.org/2000/svg";

/** The player of the page, or null where there is none. */
export function showPlayer(main) {
    const video = main.querySelector("video, audio");
    if (!video) return null;
    const player = new Player(main, video);
    player.listen();
    return player;
}

class Player {
    #main;
    #listeners = [];

    constructor(main, video) {
        this.#main = main;
        this.video = video;
        this.chapters = [...main.querySelectorAll(".chapters [data-time]")];
        this.heads = [...main.querySelectorAll("svg.timeline")].map(playhead);
    }

    /** Whoever wants to know the moment that is shown. */
    onmoment(listener) {
        this.#listeners.push(listener);
    }

    seek(time, { plays = false } = {}) {
        this.video.currentTime = time;
        if (plays) this.video.play().catch(() => {});
        this.#tell();
    }

    listen() {
        this.#main.addEventListener("click", (event) => {
            const target = event.target.closest("[data-time]");
            if (target && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
                event.preventDefault();
                const time = Number(target.dataset.time);
                this.seek(time, { plays: target.matches("a") });
                if (target.matches("a")) announce(say("playsFrom", { time: clock(time) }));
                return;
            }
            this.#followTimeline(event);
        });
        for (const name of ["timeupdate", "seeking", "seeked", "loadedmetadata"]) this.video.addEventListener(name, () => this.#tell());
        this.video.addEventListener("play", () => this.#run());
        this.video.addEventListener("error", () => this.#fail(), true);
        const begin = location.hash.match(/^#t=(\d+(?:\.\d+)?)/);
        if (begin) this.seek(Number(begin[1]));
    }

    /** Between two reports of the browser, which come four times a second, words would be late. */
    #run() {
        if (this.video.paused || this.video.ended || !this.video.isConnected) return;
        this.#tell();
        requestAnimationFrame(() => this.#run());
    }

    #tell() {
        const time = this.video.currentTime;
        for (const listener of this.#listeners) listener(time);
        for (const head of this.heads) head(time);
        const index = this.chapters.findLastIndex((chapter) => Number(chapter.dataset.time) <= time + 0.05);
        this.chapters.forEach((chapter, place) => {
            if (place === index) chapter.setAttribute("aria-current", "true");
            else chapter.removeAttribute("aria-current");
        });
    }

    /** A click into the drawing, but for its marks, which lead to their findings. */
    #followTimeline(event) {
        const drawing = event.target.closest("svg.timeline");
        if (!drawing || event.target.closest("a")) return;
        const { left, right, duration } = drawing.dataset;
        const box = drawing.getBoundingClientRect();
        const x = (event.clientX - box.left) / box.width * drawing.viewBox.baseVal.width;
        const share = (x - Number(left)) / (Number(right) - Number(left));
        if (share >= 0 && share <= 1) this.seek(share * Number(duration));
    }

    #fail() {
        this.#main.querySelector(".watch .trouble").hidden = false;
    }
}

/** Draws where the player is into a timeline; gives what moves it. */
function playhead(drawing) {
    const { left, right, duration } = drawing.dataset;
    const line = document.createElementNS(SPACE, "line");
    line.setAttribute("class", "playhead");
    line.setAttribute("y1", "0");
    line.setAttribute("y2", String(drawing.viewBox.baseVal.height - 20));
    drawing.append(line);
    return (time) => {
        const x = Number(left) + Math.min(1, time / Number(duration)) * (Number(right) - Number(left));
        line.setAttribute("x1", x.toFixed(1));
        line.setAttribute("x2", x.toFixed(1));
    };
}
