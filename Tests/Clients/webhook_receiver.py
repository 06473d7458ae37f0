#!/usr/bin/env python3
"""A receiver of webhooks as somebody else would write it: `standardwebhooks` verifies each delivery.

It tells its port on the first line, and then each delivery, a JSON object a line. It takes its secret on standard input; another line there is the
next secret, and the end of it is the receiver's.
"""

import argparse
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failures", type=int, default=0, help="deliveries that are answered with 500 before the first that is accepted")
    return parser.parse_args()


def tell(**fields) -> None:
    print(json.dumps(fields), flush=True)


class Receiver(ThreadingHTTPServer):
    def __init__(self, failures: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.failures = failures
        self.secret = ""
        self.has_secret = threading.Event()
        self.lock = threading.Lock()

    def use(self, secret: str) -> None:
        self.secret = secret
        self.has_secret.set()

    def fails(self) -> bool:
        with self.lock:
            self.failures -= 1
            return self.failures >= 0


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(self.receive(body))

    def receive(self, body: bytes) -> int:
        """The status to answer with."""
        self.server.has_secret.wait(60)
        name = self.headers.get("webhook-id", "")
        try:
            event = Webhook(self.server.secret).verify(body, dict(self.headers))
        except WebhookVerificationError as error:
            tell(refused=name, why=str(error))
            return 400
        if self.server.fails():
            tell(failed=name)
            return 500
        signatures = len(self.headers["webhook-signature"].split(" "))
        tell(accepted=name, type=event["type"], data=event["data"], signatures=signatures)
        return 200

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_) -> None:
        """What is told is told as JSON."""


def main() -> None:
    receiver = Receiver(arguments().failures)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    tell(port=receiver.server_port)
    for line in sys.stdin:
        receiver.use(line.strip())
    receiver.shutdown()


if __name__ == "__main__":
    main()
