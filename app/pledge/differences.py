"""What is different between two texts: promise by promise, field by field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core import evidence
from app.pledge.fields import FIELDS
from app.pledge.promises import Promise, Text

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
TEXTS = ("title", "words", "young", "older", "symbol")


@dataclass(frozen=True)
class Change:
    """One field. `before` or `after` is "" where there was or is nothing."""

    field: str
    """What it is called, in the officer's language; of an indicator its key."""
    before: str
    after: str


@dataclass(frozen=True)
class PromiseChange:
    key: str
    title: str
    what: str
    """SAME, CHANGED, ADDED or REMOVED."""
    changes: tuple[Change, ...] = ()
    moved: bool = False
    """Whether it stands elsewhere among the promises that both texts have."""


@dataclass(frozen=True)
class Difference:
    texts: tuple[Change, ...]
    """What stands over the promises."""
    promises: tuple[PromiseChange, ...]
    """In the order of the new text, then those that are gone."""

    @property
    def anything(self) -> bool:
        return bool(self.texts) or any(one.what != SAME or one.moved for one in self.promises)


NOTHING = Text("", "", "", (), ())


def difference(old: Text | None, new: Text) -> Difference:
    """What changes when `new` takes the place of `old`, or is the first."""
    old = old or NOTHING
    texts = [
        Change(str(FIELDS[name]), getattr(old, name), getattr(new, name))
        for name in ("title", "intro", "source")
    ]
    texts.append(Change(str(FIELDS["verify"]), "\n".join(old.verify), "\n".join(new.verify)))
    stayed = _stayed(old, new)
    promises = [_of_promise(old.promise(one.key), one, stayed) for one in new.promises]
    promises += [
        PromiseChange(one.key, one.title, REMOVED, tuple(_fields(one, None)))
        for one in old.promises
        if new.promise(one.key) is None
    ]
    return Difference(tuple(_real(texts)), tuple(promises))


def _of_promise(before: Promise | None, after: Promise, stayed: frozenset[str]) -> PromiseChange:
    changes = tuple(_fields(before, after))
    if before is None:
        return PromiseChange(after.key, after.title, ADDED, changes)
    what = CHANGED if changes else SAME
    return PromiseChange(after.key, after.title, what, changes, after.key not in stayed)


def _stayed(old: Text, new: Text) -> frozenset[str]:
    """The promises of both texts that stand in the same place among them."""
    before = [one.key for one in old.promises if new.promise(one.key)]
    after = [one.key for one in new.promises if old.promise(one.key)]
    return frozenset(a for a, b in zip(after, before, strict=True) if a == b)


def _fields(before: Promise | None, after: Promise | None) -> Iterator[Change]:
    texts = [
        Change(str(FIELDS[name]), getattr(before, name, ""), getattr(after, name, ""))
        for name in TEXTS
    ]
    yield from _real([*texts, Change(str(FIELDS["sub_themes"]), _themes(before), _themes(after))])
    was = {one.key: one.words for one in before.indicators} if before else {}
    now = {one.key: one.words for one in after.indicators} if after else {}
    yield from _real(Change(key, was.get(key, ""), now.get(key, "")) for key in {**was, **now})


def _themes(promise: Promise | None) -> str:
    names = evidence.names()
    return ", ".join(names.get(code, code) for code in promise.sub_themes) if promise else ""


def _real(changes: Iterable[Change]) -> list[Change]:
    return [change for change in changes if change.before != change.after]
