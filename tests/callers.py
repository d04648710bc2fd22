"""Somebody on the other side of a real connection, who keeps cookies and sends forms back."""

from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.talking import hidden

FORM = "application/x-www-form-urlencoded"


@dataclass
class Heard:
    """An answer, with the names the test client has."""

    status_code: int
    headers: dict[str, str]
    text: str


class Caller:
    """Speaks HTTP to a server until it is closed; `get` and `post` as the test client has them."""

    def __init__(self, address: str) -> None:
        self.line = HTTPConnection(urlsplit(address).netloc, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def __enter__(self) -> "Caller":
        return self

    def __exit__(self, *_error) -> None:
        self.line.close()

    def get(self, path: str) -> Heard:
        heard = self._ask("GET", path)
        # On a page without a form, the token of the one before still holds.
        with suppress(LookupError):
            self.token = hidden(heard.text, "csrf_token")
        return heard

    def post(self, path: str, data: dict) -> Heard:
        return self._ask("POST", path, urlencode({"csrf_token": self.token, **data}, doseq=True))

    def _ask(self, method: str, path: str, body: str | None = None) -> Heard:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.line.request(method, path, body, {"Content-Type": FORM, "Cookie": cookies})
        answer = self.line.getresponse()
        text = answer.read().decode()
        for header in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return Heard(answer.status, dict(answer.headers), text)
