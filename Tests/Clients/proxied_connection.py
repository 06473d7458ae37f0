"""One connection of a client to the server through the proxy, and the ways to break it."""

import asyncio
import re
import socket
import struct
from typing import TYPE_CHECKING

from request_meter import RequestMeter

if TYPE_CHECKING:
    from cutting_proxy import CuttingProxy

PIECE = 65_536
OFFSET = re.compile(rb"\r\nupload-offset: *(\d+)\r\n", re.IGNORECASE)


class Peer:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def reset(self) -> None:
        """Closes without a farewell (RST), as a router that forgets a connection does."""
        if not self.writer.transport.is_closing():
            self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class Connection:
    def __init__(self, proxy: "CuttingProxy", client: Peer, server: Peer) -> None:
        self.proxy, self.client, self.server = proxy, client, server
        self.meter = RequestMeter()
        self.over = asyncio.Event()
        self.drops_answer = False
        self._held: asyncio.Event | None = None
        """Set once the server's side of a half-open connection is let go."""

    async def run(self) -> None:
        ways = [asyncio.create_task(self._to_server()), asyncio.create_task(self._to_client())]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            if self._held:
                await self._held.wait()
        finally:
            for way in ways:
                way.cancel()
            self.client.writer.close()
            self.server.writer.close()
            self.over.set()

    def reset(self) -> None:
        if self._held:
            self._held.set()
        self.client.reset()
        self.server.reset()

    def hold_server(self) -> None:
        """Cuts the client off, while the server hears nothing more and does not learn why: half open, until `reset`."""
        self._held = asyncio.Event()
        self.client.reset()

    async def _to_server(self) -> None:
        try:
            while data := await self.client.reader.read(PIECE):
                while data:
                    count = self.proxy.allowance(len(data))
                    self.meter.feed(data[:count])
                    self.server.writer.write(data[:count])
                    await self.server.writer.drain()
                    await self.proxy.passed(count, self)
                    if self._held:
                        return
                    data = data[count:]
        except ConnectionError:
            self.reset()

    async def _to_client(self) -> None:
        tail = b""
        try:
            while data := await self.server.reader.read(PIECE):
                if self._held:
                    continue
                if self.drops_answer:
                    return self.reset()
                tail = self._read_offsets(tail + data)
                self.client.writer.write(data)
                await self.client.writer.drain()
        except ConnectionError:
            self.reset()

    def _read_offsets(self, text: bytes) -> bytes:
        """Gives what may be the beginning of a field that is not all there yet."""
        end = 0
        for found in OFFSET.finditer(text):
            self.proxy.told(int(found[1]))
            end = found.end()
        return text[end:][-64:]
