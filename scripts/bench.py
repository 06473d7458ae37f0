#!/usr/bin/env python3
"""Measures what an inspection costs against a plain decode of the same file, and how long a review takes.

Both sides of a ratio run in turn on the same file, so that a machine whose speed drifts does not favour one of them. CPU seconds are
user plus system time of the whole process as the kernel accounts for it (getrusage of waited-for children).
"""

import argparse
import datetime
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".build" / "release"


def run(command: list[str]) -> tuple[float, float, float]:
    """Runs a command to its end; gives its CPU seconds, wall seconds and peak resident memory in MiB."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {errors.decode(errors='replace')[-2000:]}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


def duration(file: Path) -> float:
    """Seconds, as the container declares them."""
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(file)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def compare(file: Path, runs: int) -> None:
    """The inspection and the decode in turn, after one warm-up of each."""
    inspect = [str(PROGRAMS / "lectern-media"), "inspect", "--input", str(file), "--threads", "1"]
    decode = ["ffmpeg", "-v", "error", "-threads", "1", "-i", str(file), "-f", "null", "-"]
    run(inspect)
    run(decode)
    pairs = [(run(inspect), run(decode)) for _ in range(runs)]
    ratios = [ours[0] / theirs[0] for ours, theirs in pairs]
    length = duration(file)
    for name, side in (("lectern-media inspect", 0), ("ffmpeg -f null", 1)):
        cpu = statistics.median(pair[side][0] for pair in pairs)
        memory = max(pair[side][2] for pair in pairs)
        print(f"  {name:24} {cpu:7.2f} CPU s   {cpu / length:6.3f} CPU s per s of media   peak {memory:5.0f} MiB")
    print(f"  ratio                    median {statistics.median(ratios):.3f}   min {min(ratios):.3f}   max {max(ratios):.3f}")


def review(file: Path, runs: int) -> None:
    """The whole review, speech included, against the media's length."""
    command = [str(PROGRAMS / "lectern"), "review", str(file), "--format", "json"]
    walls = [run(command)[1] for _ in range(runs)]
    length = duration(file)
    wall = statistics.median(walls)
    print(f"  {length:.0f} s of media in {wall:.1f} s: {wall / length:.3f} s per s of media (median of {runs})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each side")
    parser.add_argument("--file", type=Path, default=ROOT / ".deps/media/bench-lecture.mp4", help="the recording to inspect")
    parser.add_argument("--lecture", type=Path, default=ROOT / ".deps/media/sample-lecture.mp4", help="the recording to review")
    options = parser.parse_args()
    print(f"{datetime.date.today()}  {processor()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"inspection against decode, {options.file.name}, {options.runs} runs of each in turn")
    compare(options.file, options.runs)
    print(f"review, {options.lecture.name}")
    review(options.lecture, min(options.runs, 3))


if __name__ == "__main__":
    main()
