#!/usr/bin/env python3
"""Measures the front door of the running service: polls against a bare route and against FastAPI, connections that wait, and uploads.

Both sides of a ratio run in turn, so that a machine whose speed drifts does not favour one of them. Needs wrk, and .deps/bench for the rival.
"""

import argparse
import asyncio
import contextlib
import datetime
import json
import os
import platform
import re
import resource
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".build" / "release"
RIVAL = ROOT / ".deps/bench/bin/python"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server of its own process, up until the block ends."""

    def __init__(self, command: list[str], port: int, path: str, **environment: str) -> None:
        self.command, self.port, self.path, self.environment = command, port, path, environment

    def __enter__(self) -> "Server":
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **self.environment})
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(self.url(self.path), timeout=2).close()
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.__exit__()
        sys.exit(f"{' '.join(self.command)} does not answer at {self.url(self.path)}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def memory(self, name: str = "VmRSS") -> float:
        """MiB of the process as the kernel accounts for it: VmRSS now, VmHWM at most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024


def service(data: Path) -> Server:
    port = free_port()
    command = [str(PROGRAMS / "lectern"), "serve", "--data", str(data), "--port", str(port), "--queues", "none"]
    return Server(command, port, "/livez", LECTERN_LOG_LEVEL="error")


def call(url: str, method: str = "GET", body: bytes | None = None) -> dict:
    with urllib.request.urlopen(urllib.request.Request(url, method=method, data=body), timeout=60) as answer:
        return json.loads(answer.read())


def load(url: str, seconds: int, *headers: str) -> float:
    """Requests a second of 32 connections; every answer must be of the kind that is measured."""
    options = [word for header in headers for word in ("-H", header)]
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", *options, url]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        sys.exit(f"{' '.join(command)}: {text}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])


def ratio(name: str, ours: list[float], theirs: list[float]) -> None:
    ratios = sorted(a / b for a, b in zip(ours, theirs))
    print(
        f"  {name}: {statistics.median(ours):.0f} against {statistics.median(theirs):.0f} a second,"
        f" ratio median {statistics.median(ratios):.3f}, {ratios[0]:.3f} to {ratios[-1]:.3f}", flush=True)


def polls(work: Path, lecture: Path, runs: int, seconds: int) -> None:
    data = work / "polls"
    identifier = reviewed(data, lecture)
    path = f"/v1/reviews/{identifier}"
    body, bare_port, rival_port = work / "body.json", free_port(), free_port()
    with service(data) as ours:
        with urllib.request.urlopen(ours.url(path)) as answer:
            tag, text = answer.headers["ETag"], answer.read()
        with urllib.request.urlopen(ours.url(path + "/report")) as answer:
            report_tag, report = answer.headers["ETag"], answer.read()
        body.write_bytes(text)
        (work / "report.json").write_bytes(report)
        rival_database(work / "rival.db", identifier, tag.strip('"'), text)
        bare = Server([str(PROGRAMS / "lectern-bench"), "bare", "--port", str(bare_port), str(body)], bare_port, "/200")
        report_port = free_port()
        bare_report = Server(
            [str(PROGRAMS / "lectern-bench"), "bare", "--port", str(report_port), str(work / "report.json")], report_port, "/200")
        rival = Server(
            [str(RIVAL), "-m", "uvicorn", "--app-dir", str(ROOT / "scripts/lib"), "--port", str(rival_port), "--no-access-log", "poll_rival:app"],
            rival_port, path, RIVAL_DATABASE=str(work / "rival.db"))
        with bare, bare_report, rival:
            known, report_known = f"If-None-Match: {tag}", f"If-None-Match: {report_tag}"
            for name, mine, other in [
                (f"poll, 200 with {len(text)} bytes, against the bare route", (ours.url(path),), (bare.url("/200"),)),
                ("poll, 304, against the bare route", (ours.url(path), known), (bare.url("/304"),)),
                (f"report, 200 with {len(report)} bytes, against the bare route", (ours.url(path + "/report"),), (bare_report.url("/200"),)),
                ("report, 304, against the bare route", (ours.url(path + "/report"), report_known), (bare.url("/304"),)),
                ("poll, 200, against FastAPI", (ours.url(path),), (rival.url(path),)),
                ("poll, 304, against FastAPI", (ours.url(path), known), (rival.url(path), known)),
            ]:
                results: list[tuple[float, float]] = []
                for run in range(runs):
                    pair = [mine, other] if run % 2 == 0 else [other, mine]
                    rates = [load(url, seconds, *headers) for url, *headers in pair]
                    results.append((rates[0], rates[1]) if run % 2 == 0 else (rates[1], rates[0]))
                ratio(name, [a for a, _ in results], [b for _, b in results])


def reviewed(data: Path, lecture: Path) -> str:
    """A review with its report, made by a service with workers."""
    port = free_port()
    command = [str(PROGRAMS / "lectern"), "serve", "--data", str(data), "--port", str(port)]
    with Server(command, port, "/livez", LECTERN_LOG_LEVEL="error") as server:
        review = call(server.url("/v1/reviews"), "POST", b'{"title": "Bench", "depth": "quick", "transcribe": false}')
        call(server.url(review["links"]["media"] + "?fileName=lecture.mp4"), "PUT", lecture.read_bytes())
        while call(server.url(review["links"]["self"]))["state"] == "inProgress":
            time.sleep(0.2)
    return review["id"]


def rival_database(path: Path, review: str, version: str, body: bytes) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE reviews (id TEXT PRIMARY KEY, version TEXT, body BLOB)")
        database.execute("INSERT INTO reviews VALUES (?, ?, ?)", (review, version, body))


async def waiting(work: Path, count: int, name: str, request: str, is_news: re.Pattern[bytes]) -> None:
    """Opens connections that wait for one review, then changes it and sees when each of them is told."""
    with service(work / name) as server:
        review = call(server.url("/v1/reviews"), "POST", b"{}")
        path = review["links"]["self"]
        tag = urllib.request.urlopen(server.url(path)).headers["ETag"]
        before = server.memory()
        text = request.format(path=path, tag=tag).encode()
        told: list[float] = []
        ready = 0

        async def wait() -> None:
            nonlocal ready
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(text)
            ready += 1
            seen = b""
            while not is_news.search(seen):
                chunk = await reader.read(4096)
                if not chunk:
                    return
                seen = seen[-64:] + chunk
            told.append(time.monotonic())
            writer.close()

        tasks = []
        for begin in range(0, count, 200):
            tasks += [asyncio.create_task(wait()) for _ in range(min(200, count - begin))]
            while ready < len(tasks):
                await asyncio.sleep(0.01)
        await asyncio.sleep(3)
        held = server.memory()
        changed = time.monotonic()
        await asyncio.to_thread(call, server.url(path + "/cancel"), "POST")
        done, late = await asyncio.wait(tasks, timeout=30)
        for task in late:
            task.cancel()
        delays = sorted(moment - changed for moment in told)
        print(
            f"  {name}: {count} connections in {held:.0f} MiB ({before:.0f} before, {server.memory('VmHWM'):.0f} at most);"
            f" {len(told)} told, median {statistics.median(delays):.2f} s, last {delays[-1]:.2f} s", flush=True)


def idle(work: Path, count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count + 200:
        sys.exit(f"{count} connections need as many open files, and the limit is {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    head = "GET {path}/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
    asyncio.run(waiting(work, count, "events", head, re.compile(rb'"state":"cancelled"')))
    head = "GET {path} HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=60\r\nIf-None-Match: {tag}\r\n\r\n"
    asyncio.run(waiting(work, count, "long polls", head, re.compile(rb'"state":"cancelled"')))


def uploads(work: Path, runs: int, size: int) -> None:
    file = work / "upload.bin"
    with file.open("wb") as out:
        block = os.urandom(1 << 20)
        for number in range(size >> 20):
            out.write(number.to_bytes(8, "big") + block[8:])
    copies, rates = work / "copy.bin", []
    file.read_bytes()
    with service(work / "uploads") as server:
        for run in range(runs):
            def upload() -> float:
                review = call(server.url("/v1/reviews"), "POST", b"{}")
                begin = time.monotonic()
                subprocess.run(
                    ["curl", "--silent", "--fail", "--output", "/dev/null", "--upload-file", str(file), server.url(review["links"]["media"] + "/")],
                    check=True)
                took = time.monotonic() - begin
                # Out of the way of the next run, and not in its time.
                call(server.url(review["links"]["self"] + "/cancel"), "POST")
                os.sync()
                return size / took

            def write() -> float:
                begin = time.monotonic()
                subprocess.run(["dd", f"if={file}", f"of={copies}", "bs=1M", "conv=fsync", "status=none"], check=True)
                took = time.monotonic() - begin
                copies.unlink()
                os.sync()
                return size / took

            pair = [upload, write] if run % 2 == 0 else [write, upload]
            results = [act() / 1e6 for act in pair]
            rates.append(results if run % 2 == 0 else results[::-1])
    ratio(f"one upload of {size >> 20} MiB against dd with fsync, MB", [a for a, _ in rates], [b for _, b in rates])
    many = work / "many.bin"
    with many.open("wb") as out:
        out.truncate(0)
        out.write(os.urandom(32 << 20))
    with service(work / "many") as server:
        addresses = [server.url(call(server.url("/v1/reviews"), "POST", b"{}")["links"]["media"] + "/") for _ in range(64)]
        before, begin = server.memory(), time.monotonic()
        clients = [
            subprocess.Popen(["curl", "--silent", "--fail", "--output", "/dev/null", "--upload-file", str(many), address]) for address in addresses
        ]
        if any(client.wait() for client in clients):
            sys.exit("an upload failed")
        print(
            f"  64 uploads of 32 MiB at once: {server.memory('VmHWM'):.0f} MiB at most ({before:.0f} before),"
            f" in {time.monotonic() - begin:.1f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each side")
    parser.add_argument("--seconds", type=int, default=4, help="seconds of a run of polls")
    parser.add_argument("--connections", type=int, default=10_000, help="connections that wait")
    parser.add_argument("--upload", type=int, default=1024, help="MiB of the one upload")
    parser.add_argument("--only", choices=["polls", "idle", "uploads"], help="one part alone")
    parser.add_argument("--lecture", type=Path, default=ROOT / ".deps/media/sample-lecture.mp4", help="the recording whose report is polled")
    options = parser.parse_args()
    print(f"{datetime.date.today()}  the front door, {os.cpu_count()} processors, {platform.platform()}, load {os.getloadavg()[0]:.1f}")
    work = Path(tempfile.mkdtemp(prefix="bench-http-", dir=ROOT / ".deps"))
    try:
        if options.only in (None, "polls"):
            polls(work, options.lecture, options.runs, options.seconds)
        if options.only in (None, "idle"):
            idle(work, options.connections)
        if options.only in (None, "uploads"):
            uploads(work, options.runs, options.upload << 20)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
