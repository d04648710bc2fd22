"""A stand-in for GOV.UK Notify on 127.0.0.1: it checks the signed token of each request, refuses
what Notify refuses, and keeps a log of what came.

`python3 -m tests.core.notify_server 8125` serves by hand and prints its key and the log.
"""

import base64
import hashlib
import hmac
import json
import re
import sys
import threading
import time
import uuid
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SERVICE = "11111111-1111-4111-8111-111111111111"
SECRET = "22222222-2222-4222-8222-222222222222"
KEY = f"the_tests_own-{SERVICE}-{SECRET}"
TEMPLATES = {
    "email": "33333333-3333-4333-8333-333333333333",
    "sms": "44444444-4444-4444-8444-444444444444",
}
SETTING = ",".join(f"{way}:{number}" for way, number in TEMPLATES.items())
NEAR = 30
"""Seconds by which Notify lets a clock be wrong."""
UK_MOBILE = re.compile(r"(?:\+44|0)7\d{9}")
AN_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PLACES = {"email": {"subject", "body"}, "sms": {"body"}}
"""The gaps of the two templates."""
FIELDS = {"email": ("email_address", AN_ADDRESS), "sms": ("phone_number", UK_MOBILE)}


@dataclass(frozen=True)
class Sent:
    """One message that was taken."""

    way: str
    to: str
    personalisation: dict[str, str]
    reference: str
    claims: dict[str, object]


class Refusal(Exception):
    """An answer that is not 201: (status, error, message)."""


def claims_of(header: str, moment: float) -> dict[str, object]:
    """What the token says, once its signature, its issuer and its time have been checked."""
    scheme, _space, token = header.partition(" ")
    try:
        signed, _dot, signature = token.rpartition(".")
        head, claims = (json.loads(_decoded(part)) for part in signed.split("."))
        given = _decoded(signature)
    except ValueError as wrong:
        raise Refusal(403, "AuthError", "Invalid token: make sure it is a JWT") from wrong
    ours = hmac.digest(SECRET.encode(), signed.encode(), hashlib.sha256)
    if scheme != "Bearer" or head.get("alg") != "HS256" or not hmac.compare_digest(given, ours):
        raise Refusal(403, "AuthError", "Invalid token: signature, api token not found")
    if claims.get("iss") != SERVICE:
        raise Refusal(403, "AuthError", "Invalid token: service not found")
    if abs(moment - claims.get("iat", 0)) > NEAR:
        raise Refusal(403, "AuthError", "Error: Your system clock must be accurate")
    return claims


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def taken_from(way: str, body: dict, claims: dict[str, object]) -> Sent:
    """The message, or a refusal in Notify's own words."""
    name, pattern = FIELDS[way]
    to = str(body.get(name, ""))
    if not pattern.fullmatch(to):
        raise Refusal(400, "ValidationError", f"{name} is not a valid one")
    if body.get("template_id") != TEMPLATES[way]:
        raise Refusal(400, "BadRequestError", "Template not found")
    personalisation = body.get("personalisation", {})
    if missing := PLACES[way] - personalisation.keys():
        raise Refusal(400, "BadRequestError", f"Missing personalisation: {sorted(missing)}")
    return Sent(way, to, personalisation, body.get("reference", ""), claims)


class _Talk(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        way = self.path.rpartition("/")[2]
        try:
            if self.server.trouble:
                raise Refusal(self.server.trouble, "Exception", "Internal server error")
            claims = claims_of(self.headers.get("Authorization", ""), self.server.clock())
            sent = taken_from(way, body, claims)
        except Refusal as refusal:
            status, error, message = refusal.args
            self.answer(
                status, {"status_code": status, "errors": [dict(error=error, message=message)]}
            )
            self.server.write(f"POST {self.path} {status} {error}: {message}")
            return
        self.server.taken.append(sent)
        self.answer(201, {"id": str(uuid.uuid4()), "reference": sent.reference, "content": {}})
        off = self.server.clock() - sent.claims["iat"]
        facts = f"HS256 ok, iss {sent.claims['iss']}, iat {off:+.0f} s"
        self.server.write(f"POST {self.path} 201 {facts}, to {sent.to}: {sent.personalisation}")

    def answer(self, status: int, content: dict) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_facts) -> None:
        """The server keeps its own log."""


class NotifyServer(ThreadingHTTPServer):
    """`with NotifyServer() as server:` listens at `server.url`.

    `server.taken` is what was sent, `server.log` a line for every request; `server.trouble = 500`
    makes it answer everything so; `server.clock` is what it takes for the time.
    """

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.trouble = 0
        self.clock = time.time
        self.taken: list[Sent] = []
        self.log: list[str] = []

    @property
    def settings(self) -> dict[str, str]:
        """For an app that is to send here."""
        return {"NOTIFY_KEY": KEY, "NOTIFY_URL": self.url, "NOTIFY_TEMPLATES": SETTING}

    def write(self, line: str) -> None:
        self.log.append(line)

    def __enter__(self) -> "NotifyServer":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}).start()
        return self

    def __exit__(self, *_error) -> None:
        self.shutdown()
        self.server_close()


class _Spoken(NotifyServer):
    def write(self, line: str) -> None:
        print(line, flush=True)


if __name__ == "__main__":
    by_hand = _Spoken(int(sys.argv[1]))
    for name, value in by_hand.settings.items():
        print(f"LISTEN_{name}={value}", flush=True)
    by_hand.serve_forever()
