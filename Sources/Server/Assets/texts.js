// The phrases that scripts say. The page brings them along, so that a translation needs no script of its own.
const phrases = document.getElementById("texts")?.dataset ?? {};

/** A phrase with the names in braces filled in. */
export function say(key, values = {}) {
    return (phrases[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Tells those who do not see the page, without taking them away from where they are. */
export function announce(text) {
    const line = document.getElementById("announcer");
    if (line && line.textContent !== text) line.textContent = text;
}

/** Bytes as people read them. */
export function bytes(count) {
    const units = ["bytes", "kB", "MB", "GB", "TB"];
    let unit = 0;
    while (count >= 999.5 && unit < units.length - 1) {
        count /= 1000;
        unit += 1;
    }
    return `${unit > 0 && count < 9.95 ? count.toFixed(1) : Math.round(count)} ${units[unit]}`;
}

/** A moment of a recording: 0:10, 1:02:03. */
export function clock(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (number) => String(number).padStart(2, "0");
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
