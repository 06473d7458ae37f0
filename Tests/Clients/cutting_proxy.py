"""Stands between clients and the server: counts what goes by, and stops at a given byte of what the clients sent, for somebody to break it there."""

import asyncio

from proxied_connection import PIECE, Connection, Peer


class CuttingProxy:
    def __init__(self) -> None:
        self.port = 0
        self.server_port = 0
        self.is_refusing = False
        self._connections: list[Connection] = []
        self.begin(None)

    def begin(self, rate: float | None) -> None:
        """Forgets the round before."""
        self.reset_all()
        self._connections = []
        self._rate = rate
        self._sent = 0
        self._point: int | None = None
        self._goes_on = asyncio.Event()
        self._goes_on.set()
        self.offsets: list[tuple[int, int]] = []
        """Each offset that the server told, and how far the clients had come by then."""

    async def listen(self) -> None:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    @property
    def reach(self) -> int:
        """The offset behind the last byte of the upload that went to the server."""
        return max((connection.meter.reach for connection in self._connections), default=0)

    @property
    def body_bytes(self) -> int:
        return sum(connection.meter.body_bytes for connection in self._connections)

    def stop_after(self, count: int) -> asyncio.Future[Connection]:
        """Gives the connection that so many more bytes have gone by on; nothing more does until `go_on`."""
        self._point = self._sent + count
        self._stopped: asyncio.Future[Connection] = asyncio.get_running_loop().create_future()
        return self._stopped

    def go_on(self) -> None:
        self._goes_on.set()

    def reset_all(self) -> None:
        for connection in self._connections:
            connection.reset()

    def told(self, offset: int) -> None:
        self.offsets.append((offset, self.reach))

    def allowance(self, count: int) -> int:
        """How many of a connection's next bytes may go by before somebody wants to break it."""
        return count if self._point is None else min(count, self._point - self._sent)

    async def passed(self, count: int, connection: Connection) -> None:
        self._sent += count
        if self._sent == self._point:
            self._point = None
            self._goes_on.clear()
            self._stopped.set_result(connection)
        await self._goes_on.wait()
        if self._rate:
            await asyncio.sleep(count / self._rate)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Peer(reader, writer)
        if self.is_refusing:
            return client.reset()
        try:
            server = Peer(*await asyncio.open_connection("127.0.0.1", self.server_port, limit=PIECE))
        except OSError:
            return client.reset()
        connection = Connection(self, client, server)
        self._connections.append(connection)
        await connection.run()
