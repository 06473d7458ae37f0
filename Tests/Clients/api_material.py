"""Gives a new service something that most operations have an answer for."""

import json
import sys
import urllib.request
from pathlib import Path

# Of what can be used once.
SPARE = 20


class Client:
    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, method: str, path: str, body: object = None, **fields: str):
        """The answer: what its JSON says, or its header where it has no body."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        request = urllib.request.Request(self.address + path, method=method, data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=120) as response:
            text = response.read()
            return json.loads(text) if text else response.headers

    def review(self, title: str) -> str:
        return self.ask("POST", "/v1/reviews", {"title": title, "course": "maths-101"})["id"]

    def send(self, content: bytes, title: str) -> str:
        """A review with a recording."""
        review = self.review(title)
        self.ask("PUT", f"/v1/reviews/{review}/media/lecture.mp4", content)
        return review

    def end(self, review: str) -> str:
        """The state in which a review ends."""
        state = "inProgress"
        while state == "inProgress":
            state = self.ask("GET", f"/v1/reviews/{review}", Prefer="wait=60")["state"]
        return state

    def webhook(self) -> str:
        """One that is told of everything, where nobody is."""
        return self.ask("POST", "/v1/webhooks", {"url": "http://media.invalid/hook", "course": "maths-101"})["id"]

    def upload(self, **fields: str) -> str:
        chunk = {"Tus_Resumable": "1.0.0", "Content_Type": "application/offset+octet-stream"}
        return self.ask("POST", "/v1/uploads", b"abc", **chunk, **fields)["Location"].rsplit("/", 1)[1]


def make_dead_jobs(client: Client) -> None:
    """Of a service whose media program does not work."""
    for review in [client.send(b"a recording", f"Its job dies, {number}") for number in range(1, 4)]:
        client.end(review)
    if not client.ask("GET", "/v1/jobs?state=dead")["jobs"]:
        sys.exit("No job is dead, although the media program does not work.")


def make_material(client: Client, recording: Path | None) -> dict[str, str | list[str]]:
    """The identifiers of what there is then. Without a recording of a lecture no review is completed."""
    made = {
        "awaiting": [client.review("It waits for its recording") for _ in range(SPARE)], "upload": client.upload(Upload_Defer_Length="1"),
        "uploads": [client.upload(Upload_Length="10") for _ in range(SPARE)],
        "part": client.upload(Upload_Length="3", Upload_Concat="partial"),
        "webhook": client.webhook(), "webhooks": [client.webhook() for _ in range(SPARE)],
    }
    if recording:
        made["review"] = client.send(recording.read_bytes(), "Sums, proven")
        state = client.end(made["review"])
        if state != "completed":
            sys.exit(f"The review of {recording} is {state}.")
        findings = client.ask("GET", f"/v1/reviews/{made['review']}/report")["findings"]
        stills = [evidence["href"] for finding in findings for evidence in finding["evidence"]]
        made["links"] = [client.ask("POST", f"/v1/reviews/{made['review']}/links")["id"] for _ in range(SPARE)]
        made |= {"finding": findings[0]["id"], "time": stills[0].removeprefix("frames/").removesuffix(".jpg")}
    # A job whose turn does not come can be cancelled, retried, and so on.
    client.ask("POST", "/v1/queues/ingest/pause")
    client.send(b"another recording", "It waits in its queue")
    made["job"] = client.ask("GET", "/v1/jobs?state=waiting")["jobs"][0]["id"]
    return made
