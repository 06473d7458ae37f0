"""A `lectern serve` of a test's own, on a free port of loopback."""

import os
import re
import sqlite3
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/lectern"


class Service:
    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        self.environment = {**os.environ, **environment}
        self.log = data / "server.log"
        with self.log.open("wb") as output:
            self._process = subprocess.Popen(
                [PROGRAM, "serve", "--data", data, "--host", "127.0.0.1", "--port", "0"], stdout=output, stderr=output, env=self.environment)
        self.port = self._wait()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _wait(self) -> int:
        end = time.monotonic() + 60
        while time.monotonic() < end and self._process.poll() is None:
            if found := re.search(r"Serving at http://127\.0\.0\.1:(\d+)", self.log.read_text(errors="replace")):
                return int(found[1])
            time.sleep(0.02)
        raise RuntimeError(f"the service does not start: {self.log.read_text(errors='replace')}")

    def token(self, name: str, *options: str) -> str:
        """Makes an access token."""
        command = [PROGRAM, "token", "create", name, "--data", self.data, *options]
        output = subprocess.run(command, capture_output=True, text=True, check=True, env=self.environment).stdout
        return re.search(r"lct_[0-9a-f]+", output)[0]

    def kill_job(self, review: str, queue: str, message: str) -> None:
        """Makes a waiting job a dead one, as four failures would."""
        now = time.time()
        with sqlite3.connect(self.data / "lectern.db", timeout=10) as database:
            changed = database.execute(
                "UPDATE jobs SET state = 'dead', attempt = 4, finished_at = ?, errors = json_array(json_object('at', ?, 'attempt', 4, 'message', ?)) "
                "WHERE review = ? AND queue = ? AND state = 'waiting'", (now, now, message, review, queue)).rowcount
        assert changed == 1, f"there is no waiting job of {queue}"

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
