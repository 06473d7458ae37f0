#!/usr/bin/env python3
"""Goes through the pages with a real browser, as their users do.

usage: browser_check.py [--small]

--small is what `make test` has time for: a review from its upload to its report, and the pages' accessibility in one size.
"""

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

import journeys
import recordings
import valid_html
from service import ROOT, Service

SIZES = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)]


class Run:
    def __init__(self) -> None:
        self.failures = 0

    def step(self, name: str, journey: Callable, *arguments: object) -> object:
        begin = time.monotonic()
        try:
            result = journey(*arguments)
        except Exception:  # every other journey still says something
            self.failures += 1
            print(f"FAIL {name}", flush=True)
            traceback.print_exc()
            return None
        print(f"ok   {name} ({time.monotonic() - begin:.1f} s)", flush=True)
        return result


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    sys.exit("There is no Chromium on PATH (Debian: chromium).")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    options = parser.parse_args()
    run = Run()
    with tempfile.TemporaryDirectory(prefix="lectern-browser-") as folder, sync_playwright() as playwright:
        place = Path(folder)
        short = recordings.short(place / "sums.mp4")
        # As root, Chromium's own sandbox cannot be had.
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--mute-audio"])
        service = Service(place / "data")
        try:
            review = run.step("a report appears and leads to its places", journeys.review_appears, browser, service, short)
            if review:
                sizes = [("light", 390)] if options.small else SIZES
                run.step("everybody can use every page", journeys.everybody_can_use, browser, service, review, sizes)
            if not options.small:
                whole(run, browser, service, place, short)
                if review:
                    run.step("the report stands alone, with its pictures", valid_html.export_stands_alone, browser, service, review, place)
                    validate(run, service, review, place)
        finally:
            browser.close()
            service.stop()
    sys.exit(1 if run.failures else 0)


def validate(run: Run, service: Service, review: str, place: Path) -> None:
    if jar := valid_html.checker():
        run.step("every page is valid HTML", valid_html.pages_are_valid, service, review, place, jar)
    else:
        run.failures += 1
        print("FAIL the Nu checker is missing: scripts/setup.sh --with-html", flush=True)


def whole(run: Run, browser: object, service: Service, place: Path, short: Path) -> None:
    large = recordings.large(place / "large.mp4")
    run.step("a cut upload goes on", journeys.cut_upload_goes_on, browser, service, large)
    run.step("an upload goes on after a reload", journeys.reload_goes_on, browser, service, large)
    run.step("an operator pauses a queue and retries a dead job", journeys.operator_moves_queues, browser, service, short)
    run.step("everything works without scripts", journeys.without_scripts, browser, service, short)
    spoken = run.step("a lecture is reviewed", journeys.review_appears, browser, service, ROOT / ".deps/media/sample-lecture.mp4")
    if spoken:
        run.step("a transcript is corrected", journeys.corrects_the_transcript, browser, service, spoken)
    run.step("people sign in and out", journeys.signs_in, browser, place / "closed")


if __name__ == "__main__":
    main()
