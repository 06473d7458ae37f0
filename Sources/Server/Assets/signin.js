// Whoever follows a link from elsewhere, a mail for example, comes without the cookie and is sent here although they are signed in: they go on.
const next = document.querySelector("input[name=next]")?.value;

if (next) {
    const answer = await fetch(next, { method: "HEAD", redirect: "manual", headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
    if (answer?.ok) location.replace(next);
}
