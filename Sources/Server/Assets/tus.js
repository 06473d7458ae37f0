// Sends a file by tus 1.0.0 (https://tus.io/protocols/resumable-upload), in pieces; after a cut it asks where it is and goes on.
const CHUNK = 8 * 1024 * 1024;
const VERSION = { "Tus-Resumable": "1.0.0" };
/** Milliseconds without a byte after which a connection counts as lost. */
const SILENCE = 60_000;
const LONGEST_PAUSE = 30_000;

/** An answer that is no success. */
export class Refused extends Error {
    constructor(status, detail, retryAfter) {
        super(detail);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** Whether it may go better the next time. */
    get passes() {
        return [0, 408, 409, 423, 429, 460].includes(this.status) || (this.status >= 500 && this.status !== 507);
    }
}

export class TusUpload {
    #stop = new AbortController();

    /**
     * @param {File} file
     * @param {object} options `endpoint`; `metadata` by name; `place`, where an earlier attempt is; and what to tell: `onplace(place)`,
     *   `onprogress(bytes)`, `onwait(milliseconds)`.
     */
    constructor(file, { endpoint, metadata, place = null, onplace, onprogress, onwait }) {
        Object.assign(this, { file, endpoint, metadata, place, onplace, onprogress, onwait });
    }

    /** Ends the run; another run goes on from there. */
    pause() {
        this.#stop.abort();
    }

    /** Sends what is missing. Gives the address of the review, or null where it was paused. */
    async run() {
        this.#stop = new AbortController();
        let offset = null;
        let failures = 0;
        while (!this.#stop.signal.aborted) {
            try {
                if (!this.place) await this.#create();
                offset ??= await this.#locate();
                if (offset === null) continue;
                this.onprogress(offset);
                if (offset >= this.file.size) return this.review ?? await this.#findReview();
                offset = await this.#send(offset);
                failures = 0;
            } catch (error) {
                if (this.#stop.signal.aborted) return null;
                if (!(error instanceof Refused) || !error.passes) throw error;
                offset = null;
                failures += 1;
                await this.#wait(failures, error.retryAfter);
            }
        }
        return null;
    }

    /** Takes back what has come. */
    async discard() {
        this.pause();
        if (this.place) await this.#ask("DELETE", this.place).catch(() => {});
    }

    async #create() {
        const words = Object.entries(this.metadata).filter(([, value]) => value).map(([name, value]) => `${name} ${base64(value)}`);
        const answer = await this.#ask("POST", this.endpoint, { "Upload-Length": String(this.file.size), "Upload-Metadata": words.join(",") });
        this.place = new URL(answer.headers.get("Location"), location.href).pathname;
        this.onplace(this.place);
    }

    /** Where it is; null where it is there no more, and has to begin anew. */
    async #locate() {
        try {
            const answer = await this.#ask("HEAD", this.place);
            this.review = reviewIn(answer.headers.get("Link")) ?? this.review;
            return Number(answer.headers.get("Upload-Offset"));
        } catch (error) {
            if (error.status !== 404 && error.status !== 410) throw error;
            this.place = null;
            return null;
        }
    }

    async #findReview() {
        await this.#locate();
        return this.review ?? null;
    }

    /** Sends one piece, and gives where the upload is then. XMLHttpRequest alone tells how much of a body has gone. */
    #send(offset) {
        return new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            const signal = this.#stop.signal;
            const stop = () => request.abort();
            let silence;
            const heard = () => {
                clearTimeout(silence);
                silence = setTimeout(stop, SILENCE);
            };
            request.open("PATCH", this.place);
            const fields = { ...VERSION, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
            for (const [name, value] of Object.entries(fields)) request.setRequestHeader(name, value);
            request.upload.onprogress = (event) => {
                heard();
                this.onprogress(offset + event.loaded);
            };
            request.onload = () => {
                if (request.status !== 204) {
                    return reject(new Refused(request.status, detailOf(request.responseText), Number(request.getResponseHeader("Retry-After"))));
                }
                this.review = reviewIn(request.getResponseHeader("Link")) ?? this.review;
                resolve(Number(request.getResponseHeader("Upload-Offset")));
            };
            request.onerror = request.onabort = () => reject(new Refused(0, ""));
            request.onloadend = () => {
                clearTimeout(silence);
                signal.removeEventListener("abort", stop);
            };
            signal.addEventListener("abort", stop);
            heard();
            request.send(this.file.slice(offset, offset + CHUNK));
        });
    }

    async #ask(method, address, fields = {}) {
        let answer;
        try {
            answer = await fetch(address, { method, headers: { ...VERSION, ...fields }, cache: "no-store" });
        } catch {
            throw new Refused(0, "");
        }
        if (!answer.ok) throw new Refused(answer.status, detailOf(await answer.text()), Number(answer.headers.get("Retry-After")));
        return answer;
    }

    /** Twice as long after each failure, and each client a little else; at once when the network is back. */
    #wait(failures, retryAfter) {
        const most = Math.min(LONGEST_PAUSE, 500 * 2 ** (failures - 1));
        const time = Math.max((retryAfter || 0) * 1000, most * (0.5 + Math.random() / 2));
        this.onwait(time);
        return new Promise((resolve) => {
            const stop = this.#stop.signal;
            const end = () => {
                clearTimeout(timer);
                window.removeEventListener("online", end);
                stop.removeEventListener("abort", end);
                resolve();
            };
            const timer = setTimeout(end, time);
            window.addEventListener("online", end);
            stop.addEventListener("abort", end);
        });
    }
}

const base64 = (text) => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

function detailOf(text) {
    try {
        return JSON.parse(text).detail ?? "";
    } catch {
        return "";
    }
}

/** The id of the review that a Link field tells of. */
const reviewIn = (link) => link?.match(/<\/v1\/reviews\/([^>]+)>/)?.[1];
