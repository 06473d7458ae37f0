"""What happens in a round: drawn from the seed and the round's number alone, so that any round can be repeated by itself."""

import random
from dataclasses import dataclass

CLIENTS = ("tuspy", "aiotus")
KINDS = ("client killed", "server killed", "reset", "half open", "answer lost")

SMALLEST, LARGEST = 200_000, 6_000_000
# A client asks for its upload's address with fewer bytes than this. Cut before it knows that, it could only begin anew.
FIRST = 4096


@dataclass(frozen=True)
class Interruption:
    kind: str
    after: int
    """Bytes that the client sends before it, counted from the interruption before."""


@dataclass(frozen=True)
class Plan:
    client: str
    content: int
    """The round whose content this one sends; mostly its own."""
    size: int
    chunk: int
    rate: float | None
    """Bytes a second on the way to the server, where the way is slow: long enough for it to make bytes safe in the midst of a request."""
    interruptions: tuple[Interruption, ...]

    @staticmethod
    def draw(seed: int, number: int) -> "Plan":
        rng = random.Random(f"{seed}/{number}")
        content = _content(seed, number)
        size = random.Random(f"{seed}/{content}/size").randint(SMALLEST, LARGEST)
        chunk = size if rng.random() < 0.25 else int(32_768 * (size / 32_768) ** rng.random())
        rate = rng.uniform(1e6, 4e6) if rng.random() < 0.2 else None
        count = rng.randint(1, 3)
        interruptions = tuple(Interruption(rng.choice(KINDS), rng.randint(FIRST, size // count)) for _ in range(count))
        return Plan(CLIENTS[number % len(CLIENTS)], content, size, chunk, rate, interruptions)

    def bytes(self, seed: int) -> bytes:
        return random.Random(f"{seed}/{self.content}/bytes").randbytes(self.size)


def _content(seed: int, number: int) -> int:
    rng = random.Random(f"{seed}/{number}/content")
    if number == 1 or rng.random() >= 0.15:
        return number
    return _content(seed, rng.randrange(1, number))
