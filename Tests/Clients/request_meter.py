"""How far into its upload a client's requests reach, read off the bytes of one connection."""


class RequestMeter:
    """Knows of HTTP/1.1 what the clients use: bodies that tell their length."""

    def __init__(self) -> None:
        self.reach = 0
        """The offset in the upload behind the last byte that went by."""
        self.body_bytes = 0
        self._head = b""
        self._left = 0
        self._position = 0

    def feed(self, data: bytes) -> None:
        while data:
            if self._left == 0:
                data = self._read_head(data)
                continue
            count = min(self._left, len(data))
            self._left -= count
            self._position += count
            self.body_bytes += count
            self.reach = max(self.reach, self._position)
            data = data[count:]

    def _read_head(self, data: bytes) -> bytes:
        """Gives what comes behind the head, once that is complete."""
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            return b""
        self._head = b""
        fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
        if b"transfer-encoding" in fields:
            raise ValueError("a client sent a body without a length")
        self._left = int(fields.get(b"content-length", b"0"))
        self._position = int(fields.get(b"upload-offset", b"0"))
        return rest
