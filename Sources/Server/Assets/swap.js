// Puts what the server says now in the place of what the page shows, so that every text has one author.

/** The page at an address, as a document; null where there is no page of the kind. */
export async function fetchPage(address = location.pathname + location.search, options = {}) {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-cache", ...options });
    if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { page, isFine: answer.ok, address: answer.url };
}

/** Replaces an element by the one of another document; whoever has the focus in it keeps it. Gives the new one, or null where nothing changed. */
export function replace(selector, page) {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (!old || !fresh) return null;
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    const element = document.adoptNode(fresh);
    old.replaceWith(element);
    if (held?.id) document.getElementById(held.id)?.focus({ preventScroll: true });
    return element;
}
