"""The interpreters' one queue: what is written in a language that whoever reads it does not have.

Each feature makes known here which of its texts wait, who may put them into words, and where the
interpreter's words are kept: `register(Answers())`. The original always stays, with them beside it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import ColumnElement, Select
from sqlalchemy.exc import IntegrityError

from app.core import audit
from app.core.alone import alone
from app.core.db import Base, session
from app.core.languages import ENGLISH

if TYPE_CHECKING:
    from app.accounts.models import Account


class SomebodyWasFirst(Exception):
    """Another interpreter has put this text into that language meanwhile."""


class Done(Protocol):
    """What an interpreter has put beside a text."""

    words: str | None
    language: str
    by_name: str


@dataclass(frozen=True)
class English:
    """The same, where it stands in the text's own row."""

    words: str | None
    by_name: str
    language: str = str(ENGLISH)


@dataclass(frozen=True)
class Waiting:
    """A text that nobody has put into the language its reader has."""

    kind: str
    """The code of its Kind."""
    what: Any
    """What it is, in words for the interpreter."""
    text: Base
    """The row it stands in."""
    said_on: date
    language: str
    into: str = str(ENGLISH)
    from_staff: bool = False
    """True of what a young person is to read, in their language."""
    done: Done | None = None
    """What an interpreter has put beside it, if somebody was first."""
    alerted: bool = False
    """True of words that stand on the duty desk."""
    due_on: date | None = None
    """The day by which an adult answers; None where nobody is to."""
    stands_as: str = "words"
    """What the row calls it."""

    @property
    def words(self) -> str:
        """The text itself, unsealed when it is asked for."""
        return getattr(self.text, self.stands_as)

    @property
    def place(self) -> tuple:
        """Where it stands in the queue: what is said to adults, which nobody can read before it is
        in English, and what is on the duty desk first; then by when an answer is due.
        """
        return self.from_staff, not self.alerted, self.due_on or date.max, self.said_on


class Kind(ABC):
    """One sort of text, as its feature knows it."""

    code: str
    """As in the address of its pages."""
    model: type[Base]
    """What `Waiting.text` is."""
    trail: str
    """What the trail calls it."""

    @abstractmethod
    def texts(self, account: "Account") -> Select:
        """The rows this account may interpret, done or not, the most pressing first; with whatever
        `waiting` is made from.
        """

    @abstractmethod
    def undone(self) -> ColumnElement[bool]:
        """True in `texts` for those that nobody has put into the reader's language."""

    @abstractmethod
    def waiting(self, *columns: Any) -> Waiting:
        """One row of `texts`."""

    @abstractmethod
    def keep(self, waiting: Waiting, account: "Account", words: str) -> None:
        """Keep these words beside it. Raises SomebodyWasFirst."""


class InTheRow(Kind):
    """A sort of text with the English in its own row, as `english` and `english_by`."""

    def undone(self) -> ColumnElement[bool]:
        return self.model.english_sealed.is_(None)

    def done(self, row: Base) -> English | None:
        return None if row.english_sealed is None else English(row.english, row.english_by)

    def keep(self, waiting: Waiting, account: "Account", words: str) -> None:
        row = waiting.text
        alone(row)
        session.refresh(row)
        if row.english_sealed is not None:
            raise SomebodyWasFirst
        row.english, row.english_by = words, account.display_name
        session.flush()


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let texts of this kind wait; one of the same code is replaced."""
    KINDS[kind.code] = kind


def waiting_for(account: "Account", limit: int = 100) -> list[Waiting]:
    """What waits in this account's councils, the most pressing first; at most `limit` of a kind."""
    found = []
    for kind in KINDS.values():
        rows = session.execute(kind.texts(account).where(kind.undone()).limit(limit))
        found += [kind.waiting(*row) for row in rows.unique()]
    return sorted(found, key=lambda waiting: waiting.place)


def find(account: "Account", code: str, id: int) -> Waiting | None:
    """One text that this account may interpret, done or not; None if there is no such text."""
    kind = KINDS.get(code)
    if kind is None:
        return None
    row = session.execute(kind.texts(account).where(kind.model.id == id)).unique().first()
    return row and kind.waiting(*row)


def interpret(waiting: Waiting, account: "Account", words: str) -> None:
    """Put the interpreter's words beside the original. Raises SomebodyWasFirst."""
    if waiting.done is not None:
        raise SomebodyWasFirst
    kind = KINDS[waiting.kind]
    kind.keep(waiting, account, words)
    audit.record("interpreted", kind.trail, waiting.text.id, account)


def was_read(waiting: Waiting, account: "Account") -> None:
    """That this adult read it is on the trail before they see it."""
    audit.record("read", KINDS[waiting.kind].trail, waiting.text.id, account)


def put_beside(translation: Base) -> None:
    """Keep a row of its own, of which there is one for a text and a language.

    Raises SomebodyWasFirst.
    """
    try:
        with session.begin_nested():
            session.add(translation)
    except IntegrityError:
        raise SomebodyWasFirst from None
