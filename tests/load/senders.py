"""Many senders at once, and how long they took."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from itertools import islice
from time import perf_counter
from urllib.parse import urlencode, urlsplit

SENDERS = 6
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Line:
    """A connection that stays open, as a browser keeps it."""

    def __init__(self, address: str) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=30)

    def post(self, path: str, form: dict | Sequence, cookie: str = "") -> tuple[int, str]:
        """The status and the Location of the answer; the answer is read to its end."""
        headers = {**FORM, "Cookie": cookie} if cookie else FORM
        self.connection.request("POST", path, urlencode(form), headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location", "")


def a_second(send: Callable[[Line, object], None], work: Iterable, address: str) -> float:
    """How many of `work` were sent in a second by SENDERS at once, each on its own line."""
    work = list(work)

    def one(first: int) -> None:
        line = Line(address)
        with closing(line.connection):
            for item in islice(work, first, None, SENDERS):
                send(line, item)

    began = perf_counter()
    with ThreadPoolExecutor(SENDERS) as senders:
        list(senders.map(one, range(SENDERS)))
    return len(work) / (perf_counter() - began)
