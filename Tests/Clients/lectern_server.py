"""A `lectern serve` that may be killed and started again on the same data folder."""

import asyncio
import http.client
import json
import re
import time
from email.message import Message
from pathlib import Path


class Failure(Exception):
    """The service did not keep what it promises."""


class Server:
    def __init__(self, program: Path, data: Path, logs: Path) -> None:
        self.program, self.data, self.logs = program, data, logs
        self.port = 0
        self.starts = 0
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.starts += 1
        log = self.logs / f"server-{self.starts}.log"
        # Any free port: the clients know the proxy alone, and the old port may not be free at once.
        command = [self.program, "serve", "--data", self.data, "--queues", "none", "--host", "127.0.0.1", "--port", "0"]
        with log.open("wb") as output:
            self._process = await asyncio.create_subprocess_exec(*command, stdout=output, stderr=output)
        end = time.monotonic() + 60
        while time.monotonic() < end and self._process.returncode is None:
            if found := re.search(r"Serving at http://127\.0\.0\.1:(\d+)", log.read_text(errors="replace")):
                self.port = int(found[1])
                return
            await asyncio.sleep(0.01)
        raise Failure(f"the server does not start; see {log}")

    async def kill(self) -> None:
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """Ends it as an operator would; gives its exit code."""
        if self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 60)
            except asyncio.TimeoutError:
                await self.kill()
        return self._process.returncode

    async def upload(self, path: str) -> Message:
        """The header fields with which the server tells where an upload is."""
        return (await self._ask("HEAD", path))[0]

    async def review(self, path: str) -> dict:
        return json.loads((await self._ask("GET", path))[1])

    async def reviews(self) -> list[dict]:
        reviews, path = [], "/v1/reviews?limit=100"
        while path:
            fields, body = await self._ask("GET", path)
            reviews += json.loads(body)["reviews"]
            path = linked(fields, "next")
        return reviews

    async def _ask(self, method: str, path: str) -> tuple[Message, bytes]:
        def ask() -> tuple[int, Message, bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                connection.request(method, path, headers={"Tus-Resumable": "1.0.0"})
                answer = connection.getresponse()
                return answer.status, answer.headers, answer.read()
            finally:
                connection.close()

        status, fields, body = await asyncio.to_thread(ask)
        if status != 200:
            raise Failure(f"{method} {path} is answered with {status}: {body[:300].decode(errors='replace')}")
        return fields, body


def linked(fields: Message, relation: str) -> str | None:
    """The address that a Link field gives for a relation."""
    found = re.search(rf'<([^>]*)>; rel="{relation}"', fields.get("Link", ""))
    return found[1] if found else None
