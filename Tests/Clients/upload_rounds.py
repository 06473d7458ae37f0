#!/usr/bin/env python3
"""Uploads with clients that other people wrote, breaks them off at drawn bytes in every way that happens, and lets them go on.

No offset that the server tells may go back, and in the end each review must have the file that was sent. What is drawn depends on the seed
and the round's number alone: a failure names both, and `--round` repeats it. The moment at which a cut meets the server is not drawn, so that
what went wrong once may need some repetitions (`--round 41 --rounds 20`).
"""

import argparse
import asyncio
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from cutting_proxy import CuttingProxy
from lectern_server import Failure, Server
from round_plan import KINDS, Plan
from upload_round import Round

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".deps" / "clients" / "bin" / "python"
ROUND_SECONDS = 180


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / ".build" / "release" / "lectern", help="the lectern to test")
    parser.add_argument("--rounds", type=int, help="how many, 100 if not said; with --round how often, once if not said")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--round", type=int, help="only this round")
    parser.add_argument("--data", type=Path, help="a new folder for the server's data, which stays; else a temporary one")
    parser.add_argument("--verbose", action="store_true", help="a line for each round")
    options = parser.parse_args()
    if not PYTHON.exists():
        parser.error("the clients are not installed: run scripts/setup-environment.sh clients Tests/Clients/requirements.txt")
    if not options.program.exists():
        parser.error(f"there is no {options.program}: run make build")
    if options.data and options.data.exists() and any(options.data.iterdir()):
        parser.error(f"{options.data} is not empty: what is counted at the end would not be of this run")
    return options


async def check_end(server: Server, rounds: int) -> list[str]:
    """What is wrong with the whole, now that nothing is under way any more."""
    faults = []
    for folder in ("incoming", "uploads"):
        if left := [file.name for file in (server.data / folder).iterdir()]:
            faults.append(f"half-received files are left in {folder}: {', '.join(left)}")
    reviews = await server.reviews()
    complete = sum("source" in review for review in reviews)
    if (complete, len(reviews)) != (rounds, rounds):
        faults.append(f"after {rounds} rounds there are {len(reviews)} reviews, {complete} of them with a recording")
    if code := await server.stop():
        faults.append(f"the server ended with exit code {code}")
    return faults


async def run(options: argparse.Namespace, folder: Path) -> int:
    numbers = [options.round] * (options.rounds or 1) if options.round else range(1, (options.rounds or 100) + 1)
    server = Server(options.program.resolve(), options.data or folder / "data", folder)
    proxy = CuttingProxy()
    kinds, clients, failures = Counter(), Counter(), []
    sent = again = given_up = unreached = 0
    begin = time.monotonic()
    try:
        await server.start()
        await proxy.listen()
        proxy.server_port = server.port
        for number in numbers:
            plan = Plan.draw(options.seed, number)
            upload = Round(plan, options.seed, server, proxy, PYTHON, folder)
            try:
                await asyncio.wait_for(upload.run(), ROUND_SECONDS)
                outcome = "whole"
            except (Failure, asyncio.TimeoutError) as error:
                outcome = str(error) or f"not over after {ROUND_SECONDS} s"
                failures.append(f"round {number}: {outcome}; repeat it with --seed {options.seed} --round {number}")
            kinds.update(upload.done)
            clients[plan.client] += 1
            sent, again = sent + plan.size, again + max(0, proxy.body_bytes - plan.size)
            given_up += len(upload.given_up)
            unreached += len(plan.interruptions) - len(upload.done)
            if options.verbose:
                events = f"{', '.join(upload.done)}: {'; '.join([*upload.given_up, outcome])}"
                print(f"{number:4} {plan.client:6} {plan.size:7} B by {plan.chunk:7}  {events}", flush=True)
        proxy.reset_all()
        failures += await check_end(server, len(numbers))
    finally:
        await server.stop()
    for failure in failures:
        print(failure, file=sys.stderr)
    print(
        f"{len(numbers)} rounds ({', '.join(f'{clients[client]} {client}' for client in sorted(clients))}), "
        f"{kinds.total()} interruptions ({', '.join(f'{kinds[kind]} {kind}' for kind in KINDS)}; {unreached} not reached), "
        f"{sent / 1e6:.1f} MB, {again / 1e6:.1f} MB sent again ({100 * again / sent:.0f} %), "
        f"clients gave up {given_up} times, {len(failures)} failures, seed {options.seed}, {time.monotonic() - begin:.0f} s")
    return 1 if failures else 0


def main() -> None:
    options = arguments()
    # An end by a signal must not leave the server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    folder = Path(tempfile.mkdtemp(prefix="lectern-uploads-"))
    code = asyncio.run(run(options, folder))
    if code == 0:
        shutil.rmtree(folder)
    else:
        print(f"The logs are in {folder}, the data in {options.data or folder / 'data'}.", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
