#!/usr/bin/env python3
"""Measures what an inspection costs against a plain decode and against ffmpeg's filters, part by part, its memory, how long a review
takes, and how many jobs a second the queue passes on.

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


# What one would run today: every picture and sound filter that stands for a check, at full size.
CHAIN = (
    "blackdetect,freezedetect,blurdetect,blockdetect,signalstats,idet,scdet,photosensitivity",
    "silencedetect,ebur128=peak=true,astats",
)


def inspection(file: Path, depth: str = "full") -> list[str]:
    return [str(PROGRAMS / "lectern-media"), "inspect", "--input", str(file), "--threads", "1", "--depth", depth]


def decode(file: Path, *filters: str) -> list[str]:
    return ["ffmpeg", "-v", "error", "-nostats", "-threads", "1", "-filter_threads", "1", "-i", str(file), *filters, "-f", "null", "-"]


def chain(file: Path) -> list[str]:
    return decode(file, "-vf", CHAIN[0], "-af", CHAIN[1])


def compare(ours: tuple[str, list[str]], theirs: tuple[str, list[str]], length: float, runs: int) -> None:
    """Both commands in turn, after one warm-up of each; ratios are of processor time, pair by pair."""
    sides = (ours, theirs)
    for _, command in sides:
        run(command)
    # Who goes first changes each time, for the machine's speed drifts.
    pairs = []
    for turn in range(runs):
        first, second = run(sides[turn % 2][1]), run(sides[1 - turn % 2][1])
        pairs.append((first, second) if turn % 2 == 0 else (second, first))
    ratios = [one[0] / other[0] for one, other in pairs]
    for side, (name, _) in enumerate(sides):
        cpu = statistics.median(pair[side][0] for pair in pairs)
        memory = max(pair[side][2] for pair in pairs)
        print(f"  {name:28} {cpu:8.2f} CPU s   {cpu / length:6.3f} CPU s per s of media   peak {memory:5.0f} MiB")
    middle = statistics.median(ratios)
    print(
        f"  ratio{'':23} median {middle:.3f}   min {min(ratios):.3f}   max {max(ratios):.3f}   ({1 / middle:.1f} times cheaper)"
        if middle < 0.5
        else f"  ratio{'':23} median {middle:.3f}   min {min(ratios):.3f}   max {max(ratios):.3f}"
    )
    least = [min(pair[side][0] for pair in pairs) for side in (0, 1)]
    print(f"  least{'':23} {least[0]:.2f} and {least[1]:.2f} CPU s: ratio {least[0] / least[1]:.3f}")
    sys.stdout.flush()


def excerpt(file: Path, seconds: float) -> Path:
    """The beginning of a recording, copied: the filters would take an hour over all of it."""
    target = file.with_name(f"{file.stem}-{seconds:.0f}s{file.suffix}")
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(file), "-t", str(seconds), "-c", "copy", "-movflags", "+faststart", str(target)]
    subprocess.run(command, check=True)
    return target


# What each part of an inspection is for; `lectern-media inspect --costs` books the time.
PARTS = {
    "demux": "reading packets",
    "decodePicture": "decoding the picture",
    "decodeSound": "decoding the sound",
    "copy": "the small luma copy, and knowing repeated pictures",
    "statistics": "video.black, contrast.low, underexposed, overexposed; change for all others",
    "colour": "changes of colour alone; colours on black",
    "bins": "series of brightness and motion",
    "detail": "video.blurred, blocky, interlaced, noisy",
    "spans": "slides, shots and insets: video.frozen, static.long",
    "flashing": "video.flashing",
    "shake": "video.shaky",
    "bars": "video.letterboxed",
    "scrolls": "video.frozen: pages that scroll",
    "holes": "video.frozen: gaps of black",
    "level": "audio.silent, silence, channel.dead, channel.imbalance",
    "clipping": "audio.clipping",
    "loudness": "audio.loudness.low, high, uneven",
    "truePeak": "audio.truepeak",
    "soundHoles": "audio.dropout",
    "offset": "audio.dc-offset",
    "correlation": "audio.phase.inverted",
    "phone": "audio.phone.inaudible",
    "spectrum": "audio.noise, hum, bandwidth.narrow",
    "rest": "timestamps, calls and the report of progress",
}
DECODING = ("demux", "decodePicture", "decodeSound")


def costs(file: Path, length: float, runs: int) -> None:
    """What the time of an inspection goes to: the median of each part over the runs."""
    booked: dict[str, list[float]] = {part: [] for part in PARTS}
    for _ in range(runs):
        process = subprocess.run([*inspection(file), "--costs"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for line in process.stderr.splitlines():
            if line.startswith("cost "):
                _, part, seconds = line.split()
                booked[part].append(float(seconds))
    middle = {part: statistics.median(values) for part, values in booked.items()}
    decoding = sum(middle[part] for part in DECODING)
    for part, seconds in sorted(middle.items(), key=lambda item: -item[1]):
        print(f"  {part:14} {1000 * seconds / length:8.3f} ms per s of media   {100 * seconds / decoding:6.2f} % of decoding   {PARTS[part]}")
    measuring = sum(middle.values()) - decoding
    print(f"  measuring      {1000 * measuring / length:8.3f} ms per s of media   {100 * measuring / decoding:6.2f} % of decoding")


def judging(file: Path) -> None:
    """The size of an hour of measurements, and the time that the rules take to judge it."""
    media = [str(PROGRAMS / "lectern-media")]
    found = b"".join(
        subprocess.run([*command, "--input", str(file)], check=True, stdout=subprocess.PIPE).stdout
        for command in ([*media, "probe"], [*media, "inspect"])
    )
    said = subprocess.run([str(PROGRAMS / "lectern-bench"), "judging"], check=True, input=found, stdout=subprocess.PIPE).stdout.decode()
    for line in said.splitlines():
        print(f"  {line}")


def memory(runs: int) -> None:
    """The peak resident memory of an inspection by size of picture and by length, of copies of the benchmark's recording."""
    for name, file in recordings():
        peak = max(run(inspection(file))[2] for _ in range(runs))
        print(f"  {name:24} {duration(file):6.0f} s   peak {peak:5.0f} MiB")


def recordings() -> list[tuple[str, Path]]:
    """The benchmark's recording, an hour of it, and 4K; made once, packets copied where that will do."""
    source = ROOT / ".deps/media/bench-lecture.mp4"
    hour, large = (source.with_name(f"{source.stem}-{name}.mp4") for name in ("hour", "4k"))
    if not hour.exists() or hour.stat().st_mtime < source.stat().st_mtime:
        command = ["ffmpeg", "-v", "error", "-y", "-stream_loop", "11", "-i", str(source), "-c", "copy", "-movflags", "+faststart", str(hour)]
        subprocess.run(command, check=True)
    if not large.exists() or large.stat().st_mtime < source.stat().st_mtime:
        scale = ["-t", "20", "-vf", "scale=3840:2160", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "23", "-c:a", "copy", "-threads", "2"]
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(source), *scale, str(large)], check=True)
    return [("1080p", source), ("1080p, an hour", hour), ("4K", large)]


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
    parser.add_argument("--chain-runs", type=int, default=5, help="counted runs of each side against ffmpeg's filters")
    parser.add_argument("--chain-seconds", type=float, default=60, help="seconds of the recording that ffmpeg's filters are run on")
    parser.add_argument("--only", choices=["decode", "quick", "chain", "costs", "judging", "memory", "review", "queue"], help="one part alone")
    parser.add_argument("--file", type=Path, default=ROOT / ".deps/media/bench-lecture.mp4", help="the recording to inspect")
    parser.add_argument("--lecture", type=Path, default=ROOT / ".deps/media/sample-lecture.mp4", help="the recording to review")
    options = parser.parse_args()
    print(f"{datetime.date.today()}  {processor()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    file, length = options.file, duration(options.file)

    def wanted(part: str) -> bool:
        return options.only in (None, part)

    if wanted("decode"):
        print(f"inspection against decode, {file.name}, {length:.0f} s, {options.runs} runs of each in turn")
        compare(("lectern-media inspect", inspection(file)), ("ffmpeg -f null", decode(file)), length, options.runs)
    if wanted("quick"):
        print(f"quick inspection against decode, {file.name}, {options.runs} runs of each in turn")
        compare(("inspect --depth quick", inspection(file, "quick")), ("ffmpeg -f null", decode(file)), length, options.runs)
    if wanted("chain"):
        short = excerpt(file, options.chain_seconds)
        print(f"inspection against ffmpeg's filters, first {options.chain_seconds:.0f} s, {options.chain_runs} runs of each in turn")
        compare(("lectern-media inspect", inspection(short)), ("ffmpeg's filters", chain(short)), options.chain_seconds, options.chain_runs)
    if wanted("costs"):
        print(f"what an inspection spends its time on, {file.name}, median of {min(options.runs, 3)} runs")
        costs(file, length, min(options.runs, 3))
    if wanted("judging"):
        print(f"an hour of measurements, {file.name} over and over")
        judging(file)
    if wanted("memory"):
        print("peak memory of an inspection")
        memory(1)
    if wanted("review"):
        print(f"review, {options.lecture.name}")
        review(options.lecture, min(options.runs, 3))
    if wanted("queue"):
        print(f"the queue, {options.runs} runs on each table in turn", flush=True)
        subprocess.run([str(PROGRAMS / "lectern-bench"), "queue", "--runs", str(options.runs)], check=True)


if __name__ == "__main__":
    main()
