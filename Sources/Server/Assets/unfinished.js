// Remembers, in this browser, which uploads have begun and not ended.
const KEY = "lectern.uploads";

/** Tells a file from others as well as a page can. */
export const fingerprint = (file) => `${file.name}|${file.size}|${file.lastModified}`;

function read() {
    try {
        return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
        return {};
    }
}

function write(all) {
    try {
        localStorage.setItem(KEY, JSON.stringify(all));
    } catch {
        // A browser that keeps nothing still uploads; it only cannot go on after a reload.
    }
}

/** Every remembered upload, the newest first. */
export const all = () => Object.entries(read()).map(([print, entry]) => ({ print, ...entry })).sort((one, other) => other.at - one.at);

export const find = (file) => read()[fingerprint(file)] ?? null;

export function remember(file, entry) {
    write({ ...read(), [fingerprint(file)]: { name: file.name, size: file.size, at: Date.now(), ...entry } });
}

export function forget(print) {
    const entries = read();
    delete entries[print];
    write(entries);
}
