#!/usr/bin/env python3
"""Reads the files that a report was handed out as with the programs that they are for, and tells what does not come back as it went in.

The folder has `report.json`, the report as JSON, and beside it any of findings.csv, chapters.vtt, chapters.txt, markers.edl, markers.otio and report.html;
and, of a transcript, transcript.json with transcript.vtt.
"""

import argparse
import codecs
import csv
import html
import io
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import opentimelineio as otio
import webvtt

COLUMNS = (
    "number id code severity start end ranges title measured unit limit confidence effort minutes why steps command response note".split())
COLOURS = {"must-fix": "RED", "should-fix": "YELLOW", "advice": "BLUE"}
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# Seconds.
SHORTEST_CHAPTER = 10


class Difference(Exception):
    """Something that did not come back."""


def expect(is_true: object, *what: object) -> None:
    if not is_true:
        raise Difference(" ".join(str(part) for part in what))


def same(found: object, wanted: object, what: str) -> None:
    expect(found == wanted, f"{what} is {found!r}, and went in as {wanted!r}")


def merged(ranges: list[dict]) -> list[tuple[float, float]]:
    """In order of time, those that touch as one."""
    result: list[tuple[float, float]] = []
    for begin, end in sorted((range["start"], range["end"]) for range in ranges):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((begin, end))
    return result


def one_line(text: str) -> str:
    """As files for other programs have it: no control characters, nothing that turns the direction of text."""
    return UNSAFE.sub(lambda match: " " if match[0] in "\n\t" else "\ufffd", text)


def cell(text: str) -> str:
    """As a table has it: line ends stay, and a formula is none."""
    text = UNSAFE.sub(lambda match: match[0] if match[0] in "\n\r\t" else "\ufffd", text)
    return "'" + text if text.startswith(FORMULA) else text


def is_start(found: str, wanted: str) -> bool:
    """Whether a text is the other, or its begin where it is too long."""
    wanted = one_line(wanted).strip()
    return found == wanted or found.endswith("…") and wanted.startswith(found[:-1])


def check_findings(path: Path, report: dict) -> None:
    data = path.read_bytes()
    expect(data.startswith(codecs.BOM_UTF8), "it does not begin with a byte order mark, which Excel needs")
    text = data.decode("utf-8-sig")
    expect(not text.startswith("\ufeff"), "it begins with two byte order marks")
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    expect(outside.count("\n") == outside.count("\r\n") == outside.count("\r"), "a row does not end with CR LF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    same(rows[0], COLUMNS, "the row of names")
    same(len(rows) - 1, len(report["findings"]), "the number of findings")
    for number, (row, finding) in enumerate(zip(rows[1:], report["findings"]), 1):
        check_row(dict(zip(COLUMNS, row, strict=True)), finding, number)


def check_row(row: dict[str, str], finding: dict, number: int) -> None:
    what = f"row {number}: "
    for name, text in row.items():
        if text.startswith(FORMULA):
            expect(re.fullmatch(r"-\d+(\.\d+)?", text), f"{what}{name} is a formula: {text[:40]!r}")
    ranges, fix, answer = merged(finding["ranges"]), finding["fix"], finding.get("response", {})
    texts = {
        "number": str(number), "id": finding["id"], "code": finding["code"], "severity": finding["severity"], "title": finding["title"],
        "ranges": "; ".join(f"{begin:.2f}-{end:.2f}" for begin, end in ranges), "effort": fix["effort"], "minutes": str(fix["minutes"]),
        "why": finding["why"], "steps": "\n".join(fix["steps"]), "command": fix.get("command", ""), "response": answer.get("state", ""),
        "note": answer.get("note", ""), "unit": finding.get("measured", finding.get("threshold", {})).get("unit", ""),
    }
    for name, wanted in texts.items():
        same(row[name], cell(wanted), what + name)
    # A limit in another unit is left out.
    limit = finding["threshold"]["value"] if finding.get("threshold", {}).get("unit") == texts["unit"] else None
    numbers = {
        "start": ranges[0][0] if ranges else None, "end": max(end for _, end in ranges) if ranges else None,
        "measured": finding.get("measured", {}).get("value"), "limit": limit, "confidence": finding["confidence"],
    }
    for name, wanted in numbers.items():
        if wanted is None:
            same(row[name], "", what + name)
        else:
            expect(abs(float(row[name]) - wanted) <= 0.0051, f"{what}{name} is {row[name]}, and went in as {wanted}")


def seconds(time: str) -> int:
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return total


def check_chapters(path: Path, report: dict) -> None:
    chapters = webvtt.read(str(path)).captions
    expect(chapters, "there is no chapter")
    same(chapters[0].start_in_seconds, 0, "the begin of the first chapter")
    for chapter, following in zip(chapters, chapters[1:]):
        same(chapter.end, following.start, f"the end of {chapter.text!r}")
    duration = report.get("media", {}).get("duration")
    if duration:
        expect(abs(time_of(chapters[-1].end) - duration) < 0.002, f"the last chapter ends at {chapters[-1].end}, and the recording at {duration} s")
    for chapter in chapters:
        length = time_of(chapter.end) - time_of(chapter.start)
        expect(len(chapters) == 1 or length >= SHORTEST_CHAPTER - 0.001, f"{chapter.text!r} lasts {length:.3f} s")
        expect(chapter.text.strip() and len(chapter.lines) == 1, f"a chapter is called {chapter.text!r}")
    check_list(path.with_name("chapters.txt"), [(int(time_of(chapter.start)), html.unescape(chapter.text)) for chapter in chapters])


def time_of(time: str) -> float:
    hours, minutes, rest = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def check_list(path: Path, chapters: list[tuple[int, str]]) -> None:
    """As YouTube reads a description: a line that begins with a time is a chapter."""
    if not path.exists():
        return
    lines = path.read_text("utf-8").splitlines()
    found = [re.fullmatch(r"((?:\d+:)?\d{1,2}:\d\d) (\S.*)", line) for line in lines]
    expect(all(found), f"{path.name} has a line that is no chapter: {lines}")
    wanted = [(begin, title.replace("<", "‹").replace(">", "›")) for begin, title in chapters]
    same([(seconds(match[1]), match[2]) for match in found], wanted, path.name)
    starts = [seconds(match[1]) for match in found]
    same(starts[0], 0, f"the first time of {path.name}")
    expect(all(after - before >= SHORTEST_CHAPTER for before, after in zip(starts, starts[1:])), f"{path.name} has a chapter under 10 s: {starts}")
    if len(lines) < 3:
        print(f"{path.name}: {len(lines)} of the three chapters that YouTube asks for", file=sys.stderr)


def check_captions(path: Path, transcript: dict) -> None:
    captions = webvtt.read(str(path)).captions
    said = " ".join(word["text"] for segment in transcript["segments"] for word in segment["words"])
    read = " ".join(html.unescape(line) for caption in captions for line in caption.lines)
    # A word that is longer than a line is divided.
    same("".join(read.split()), "".join(said.split()), "what is said")
    for before, after in zip(captions, captions[1:]):
        expect(time_of(before.end) <= time_of(after.start), f"{after.text!r} begins before {before.text!r} has ended")


def places(report: dict) -> list[tuple[float, float | None, dict]]:
    """Each finding at each of its places, as editors have them."""
    found = []
    for finding in report["findings"]:
        ranges = merged(finding["ranges"])
        found += [(begin, end, finding) for begin, end in ranges] if ranges else [(0, None, finding)]
    return found


def check_timeline(path: Path, report: dict) -> None:
    timeline = otio.adapters.read_from_file(str(path))
    same(timeline.name, one_line(report["review"]["title"]), "the timeline's name")
    media = report.get("media", {})
    kinds = [track.kind for track in timeline.tracks]
    same(kinds, ["Video"] * ("video" in media or "audio" not in media) + ["Audio"] * ("audio" in media), "the tracks")
    clips = list(timeline.find_clips())
    for clip in clips:
        if media:
            same(otio.url_utils.filepath_from_url(clip.media_reference.target_url), media["fileName"], "the file's name")
        same(clip.available_range(), clip.trimmed_range(), "what the clip takes of the file")
        if media.get("duration"):
            length = clip.duration().to_seconds()
            expect(-0.001 <= media["duration"] - length < 0.05, f"the clip lasts {length} s, and the recording {media['duration']} s")
    expect(not any(clip.markers for clip in clips[1:]), "a second track has markers")
    markers = clips[0].markers
    wanted = places(report)
    same(len(markers), len(wanted), "the number of markers")
    starts = [marker.marked_range.start_time.value for marker in markers]
    expect(starts == sorted(starts), f"the markers are not in order of time: {starts}")
    for marker in markers:
        begin, end, finding = taken(wanted, marker)
        same(marker.color, COLOURS[finding["severity"]], f"the colour of {marker.name!r}")
        expect(is_start(marker.name, finding["title"]), f"{finding['title']!r} is called {marker.name!r}")
        metadata = dict(marker.metadata["lectern"])
        same(metadata, {key: finding[key] for key in ("id", "code", "severity")} | {"why": one_line(finding["why"])}, f"what {marker.name!r} says")
        length = clips[0].duration().to_seconds()
        check_range(marker, begin, length if end is None else min(end, length), len(markers))


def taken(wanted: list[tuple[float, float | None, dict]], marker: otio.schema.Marker) -> tuple[float, float | None, dict]:
    """The place that a marker stands for."""
    own = [place for place in wanted if place[2]["id"] == marker.metadata["lectern"]["id"]]
    expect(own, f"{marker.name!r} stands for nothing, or stands twice")
    nearest = min(own, key=lambda place: abs(place[0] - marker.marked_range.start_time.to_seconds()))
    wanted.remove(nearest)
    return nearest


def check_range(marker: otio.schema.Marker, begin: float, end: float, markers: int) -> None:
    rate = marker.marked_range.start_time.rate
    found = marker.marked_range.start_time.to_seconds(), marker.marked_range.end_time_exclusive().to_seconds()
    # Markers that would stand on the same frame follow each other.
    late = (found[0] - begin) * rate
    expect(-1.5 <= late <= markers + 0.5, f"{marker.name!r} begins at {found[0]} s, and went in at {begin} s")
    expect(abs(found[1] - end) * rate <= 1.5 or found[1] - found[0] <= 1.5 / rate, f"{marker.name!r} ends at {found[1]} s, and went in with {end} s")


def check_edits(path: Path, report: dict) -> None:
    """With the rate of the timeline beside it, which an edit list does not tell."""
    model = next(iter(otio.adapters.read_from_file(str(path.with_name("markers.otio"))).find_clips()))
    edits = otio.adapters.read_from_file(str(path), "cmx_3600", rate=round(model.duration().rate))
    expect(is_start(edits.name, report["review"]["title"]), f"the list is called {edits.name!r}")
    same(len({clip.name for clip in edits.find_clips()}), 1, "the number of recordings")
    for clip in edits.find_clips():
        same(clip.name, model.name.strip(), "the clip's name")
        same(clip.source_range.start_time.value, 0, "the clip's begin")
        same(clip.duration().value, model.duration().value, "the clip's frames")
        same(
            [(marker.marked_range.start_time.value, marker.color, marker.metadata["cmx_3600"]["color"], marker.name) for marker in clip.markers],
            [(marker.marked_range.start_time.value, marker.color, marker.color, marker.name) for marker in model.markers], "the markers")


class Page(HTMLParser):
    """What a page consists of, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        self.loads: list[str] = []
        self.leads: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.loads += [value or "" for name, value in attributes if name in ("src", "srcset", "poster", "data") or tag == "link" and name == "href"]
        self.leads += [value or "" for name, value in attributes if tag == "a" and name == "href"]


def check_page(path: Path, report: dict) -> None:
    page = Page()
    page.feed(path.read_text("utf-8"))
    same(page.counts.get("article", 0), len(report["findings"]), "the number of findings")
    same(page.counts.get("script", 0), 0, "the number of scripts")
    expect(all(address.startswith("data:image/jpeg;base64,") for address in page.loads), f"it loads {[each[:60] for each in page.loads]}")
    expect(all(address.startswith("#") for address in page.leads), f"it leads to {page.leads}")


def checks(folder: Path) -> dict[str, tuple]:
    """What there is to check, by the name of the file."""
    report = json.loads((folder / "report.json").read_text("utf-8"))
    known = {
        "findings.csv": (check_findings, report), "chapters.vtt": (check_chapters, report), "markers.otio": (check_timeline, report),
        "markers.edl": (check_edits, report), "report.html": (check_page, report),
    }
    if (folder / "transcript.json").exists():
        known["transcript.vtt"] = (check_captions, json.loads((folder / "transcript.json").read_text("utf-8")))
    return {name: check for name, check in known.items() if (folder / name).exists()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    there = checks(folder)
    if not there:
        sys.exit(f"There is nothing to check in {folder}.")
    failures = 0
    for name, (check, model) in there.items():
        try:
            check(folder / name, model)
        # Whatever a reader throws, it could not read.
        except Exception as error:  # noqa: BLE001
            failures += 1
            kind = "" if isinstance(error, Difference) else f"{type(error).__name__}: "
            print(f"{name}: {kind}{error}", file=sys.stderr)
    if failures:
        sys.exit(1)
    print(f"{len(there)} files come back as they went in: {', '.join(there)}")


if __name__ == "__main__":
    main()
