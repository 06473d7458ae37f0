"""One round: a real client uploads a file, is interrupted, goes on, and the service must have it whole in the end."""

import asyncio
import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from cutting_proxy import CuttingProxy
from lectern_server import Failure, Server, linked
from proxied_connection import Connection
from round_plan import Interruption, Plan

# A client that gave up is started again as its user would, but not for ever.
PATIENCE = 5


class Round:
    def __init__(self, plan: Plan, seed: int, server: Server, proxy: CuttingProxy, python: Path, folder: Path) -> None:
        self.plan, self.server, self.proxy, self.python, self.folder = plan, server, proxy, python, folder
        self.file, self.address = folder / "lecture.bin", folder / "address"
        content = plan.bytes(seed)
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.file.write_bytes(content)
        self.address.unlink(missing_ok=True)
        (folder / "client.log").unlink(missing_ok=True)
        self.done: list[str] = []
        self.given_up: list[str] = []
        """Why clients gave up, in their own words."""
        self._client: asyncio.subprocess.Process | None = None

    async def run(self) -> None:
        self.proxy.begin(self.plan.rate)
        try:
            await self._start()
            for interruption in self.plan.interruptions:
                connection = await self._reach(interruption)
                if connection is None:
                    break
                await self._interrupt(interruption.kind, connection)
                await self._check_offsets()
                self.proxy.is_refusing = False
                self.done.append(interruption.kind)
                if self._client.returncode is not None:
                    await self._start()
            while not await self._is_done():
                pass
            await self._check_offsets(self.plan.size)
            await self._check_recording()
        finally:
            self.proxy.is_refusing = False
            if self._client.returncode is None:
                self._client.kill()
                await self._client.wait()

    async def _start(self) -> None:
        command = [
            self.python, Path(__file__).with_name("upload_client.py"), self.plan.client, f"http://127.0.0.1:{self.proxy.port}/v1/uploads",
            self.file, self.address, str(self.plan.chunk),
        ]
        with (self.folder / "client.log").open("ab") as log:
            self._client = await asyncio.create_subprocess_exec(*command, stdout=log, stderr=log)

    async def _is_done(self) -> bool:
        """Waits for the client's end; starts another where it did not succeed."""
        if await self._client.wait() == 0:
            return True
        self.given_up.append(self._last_words())
        if len(self.given_up) > PATIENCE:
            raise Failure(f"the client does not get to the end: {self._last_words()}")
        await self._start()
        return False

    async def _reach(self, interruption: Interruption) -> Connection | None:
        """The connection to break; none where the client was done before."""
        stopped = self.proxy.stop_after(interruption.after)
        while not stopped.done():
            end = asyncio.create_task(self._client.wait())
            await asyncio.wait([end, stopped], return_when=asyncio.FIRST_COMPLETED)
            if stopped.done():
                end.cancel()
            elif await self._is_done():
                return None
        return stopped.result()

    async def _interrupt(self, kind: str, connection: Connection) -> None:
        self.proxy.is_refusing = kind != "client killed"
        match kind:
            case "client killed":
                self._client.kill()
                await self._client.wait()
            case "server killed":
                await self.server.kill()
                self.proxy.reset_all()
            case "reset":
                connection.reset()
            case "half open":
                connection.hold_server()
            case "answer lost":
                connection.drops_answer = True
        self.proxy.go_on()
        match kind:
            case "server killed":
                await self.server.start()
                self.proxy.server_port = self.server.port
            case "client killed" | "answer lost":
                await connection.over.wait()

    async def _check_offsets(self, expected: int | None = None) -> None:
        """No offset may go back, for a client has forgotten what lies before it; and none can be of bytes that never went out."""
        fields = await self.server.upload(self._path())
        self.proxy.told(int(fields["Upload-Offset"]))
        last = 0
        for offset, reach in self.proxy.offsets:
            if offset < last:
                raise Failure(f"the server told the offset {offset} after {last}")
            if offset > reach:
                raise Failure(f"the server told the offset {offset}, and {reach} bytes went to it")
            last = offset
        if last != (expected or last):
            raise Failure(f"the upload ends at {last} of {expected} bytes")

    async def _check_recording(self) -> None:
        link = linked(await self.server.upload(self._path()), "related")
        if link is None:
            raise Failure("the upload does not tell its review")
        source = (await self.server.review(link)).get("source", {})
        if not source:
            raise Failure(f"every byte is there, says the upload; yet the review {link} has no recording")
        if (source.get("sha256"), source.get("bytes")) != (self.sha256, self.plan.size):
            raise Failure(f"the review {link} has another recording: {source}; sent were {self.plan.size} bytes of {self.sha256}")
        blob = self.server.data / "blobs" / self.sha256[:2] / self.sha256
        if not blob.exists() or hashlib.sha256(blob.read_bytes()).hexdigest() != self.sha256:
            raise Failure(f"{blob} has not the bytes that were sent")

    def _path(self) -> str:
        if not self.address.exists():
            raise Failure(f"the client has no address to go on at: {self._last_words()}")
        return urlsplit(self.address.read_text()).path

    def _last_words(self) -> str:
        lines = (self.folder / "client.log").read_text(errors="replace").splitlines()
        return lines[-1] if lines else "it said nothing"
