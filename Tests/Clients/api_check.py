#!/usr/bin/env python3
"""Holds the service to its own description: schemathesis sends what `/openapi.json` allows and what it does not, and checks every answer.

It runs twice on copies of the same data: once where nobody says who they are, and once with an operator's token. What is sent depends on the
seed; the identifiers that the service makes do not.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlretrieve

from api_material import Client, make_dead_jobs, make_material

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCHEMATHESIS = ROOT / ".deps" / "clients" / "bin" / "schemathesis"
SAMPLE = ROOT / ".deps" / "media" / "sample-lecture.mp4"
# Every request counts as one of the same token, and many come with wrong ones on purpose.
SETTINGS = "auth: {required: %s}\nlimits: {requests-per-minute: 1000000, wrong-tokens-per-minute: 1000000}\n"
MODES = {"open": False, "tokens": True}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / ".build" / "release" / "lectern", help="the lectern to test")
    parser.add_argument("--max-examples", type=int, default=20, help="cases of each operation that are drawn, beside the systematic ones")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mode", choices=MODES, action="append", help="only this one")
    options = parser.parse_args()
    if not SCHEMATHESIS.exists():
        parser.error("the clients are not installed: run scripts/setup.sh --with-test-media")
    if not options.program.exists():
        parser.error(f"there is no {options.program}: run make build")
    return options


@contextmanager
def serving(program: Path, folder: Path, name: str, settings: Path):
    """A server on the data in the folder; gives its address."""
    log = folder / f"server-{name}.log"
    command = [program, "serve", "--config", settings, "--data", folder / "data", "--host", "127.0.0.1", "--port", "0"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        end = time.monotonic() + 60
        while not (found := re.search(r"Serving at (http://127\.0\.0\.1:\d+)", log.read_text(errors="replace"))):
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(f"The server does not start; see {log}")
            time.sleep(0.05)
        yield found[1]
        if process.poll() is not None:
            sys.exit(f"The server ended by itself; see {log}")
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def prepare(program: Path, folder: Path) -> None:
    """Makes the data with which each run begins."""
    folder.mkdir()
    settings = folder / "lectern.yaml"
    settings.write_text(SETTINGS % "false" + "media: {executable: /bin/false}\n")
    with serving(program, folder, "broken", settings) as address:
        make_dead_jobs(Client(address))
    recording = SAMPLE if SAMPLE.exists() and (program.parent / "lectern-media").exists() else None
    if not recording:
        print("Without lectern-media beside the program and the sample lecture no review is completed.", file=sys.stderr)
    settings.write_text(SETTINGS % "false")
    with serving(program, folder, "material", settings) as address:
        material = make_material(Client(address), recording)
    (folder / "material.json").write_text(json.dumps(material))


def check(options: argparse.Namespace, mode: str, folder: Path) -> bool:
    """Whether the service does what it says."""
    settings = folder / "lectern.yaml"
    settings.write_text(SETTINGS % str(MODES[mode]).lower())
    headers = []
    if MODES[mode]:
        token = [options.program, "token", "create", "api-check", "--role", "operator", "--config", settings, "--data", folder / "data"]
        headers = ["--header", "Authorization: Bearer " + subprocess.run(token, check=True, capture_output=True, text=True).stdout.strip()]
    description, report, log = folder / "openapi.json", folder / "report.json", folder / "schemathesis.log"
    with serving(options.program, folder, mode, settings) as address:
        # As a file: where schemathesis reads it by itself, it leaves out the operation that gives it.
        urlretrieve(f"{address}/openapi.json", description)
        command = [
            SCHEMATHESIS, "--config-file", HERE / "schemathesis.toml", "run", description, "--url", address, *headers,
            "--phases", "examples,coverage,fuzzing,stateful", "--checks", "all", "--mode", "all", "--workers", "1", "--continue-on-failure",
            "--max-examples", str(options.max_examples), "--seed", str(options.seed), "--generation-database", "none",
            "--warnings", "off", "--no-color", "--report-json-path", report,
        ]
        environment = os.environ | {"PYTHONPATH": str(HERE), "LECTERN_MATERIAL": str(folder / "material.json")}
        with log.open("wb") as output:
            # In a folder of its own, where it may leave its notes.
            code = subprocess.run(command, env=environment, cwd=folder, stdout=output, stderr=output).returncode
    if not report.exists():
        print(f"{mode}: schemathesis ended with exit code {code} and no report; see {log}", file=sys.stderr)
        return False
    return tell(mode, code, json.loads(report.read_text()), log)


def tell(mode: str, code: int, report: dict, log: Path) -> bool:
    operations, cases, errors = report["operations"], report["test_cases"], report["errors"]
    # An operation that refuses whatever comes would pass every check.
    done = [name for name, phases in report["valid_rates"].items() if any(phase["accepted"] for phase in phases.values())]
    print(
        f"{mode}: {operations['tested']} of {operations['total']} operations, {len(done)} of them done, {cases['generated']} cases, "
        f"{cases['unique_failures']} checks failed, {len(errors)} errors, seed {report['seed']}, {report['running_time']:.0f} s", flush=True)
    good = code == 0 and report["complete"] and operations["tested"] == operations["total"] and not errors
    if not good:
        for failure in report["failures"]:
            print(f"  {failure['title']}: {', '.join(failure['operations'])}", file=sys.stderr)
        print(f"  {log} has what was sent and answered.", file=sys.stderr)
    return good


def main() -> None:
    options = arguments()
    options.program = options.program.resolve()
    # An end by a signal must not leave the server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    folder = Path(tempfile.mkdtemp(prefix="lectern-api-"))
    prepare(options.program, folder / "begin")
    good = True
    for mode in options.mode or MODES:
        shutil.copytree(folder / "begin", folder / mode)
        good = check(options, mode, folder / mode) and good
    if good:
        shutil.rmtree(folder)
    else:
        print(f"The logs and the data are in {folder}.", file=sys.stderr)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
