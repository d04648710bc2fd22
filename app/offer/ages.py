"""How old somebody is who can get a line: the ages its rule names and those of its statuses, both.

A rule may say 17 to 24 and name a status that begins at 16; what holds is where they overlap.
"""

from collections.abc import Iterable
from typing import NamedTuple

from app.offer.statuses import STATUSES, WHO


class Span(NamedTuple):
    """From the birthday `first` to the day before the birthday `until`; to any age for None."""

    first: int
    until: int | None

    def within(self, other: "Span") -> "Span | None":
        """Where both hold; None where they do not overlap."""
        first = max(self.first, other.first)
        until = min((one for one in (self.until, other.until) if one is not None), default=None)
        return Span(first, until) if until is None or first < until else None


ANY_AGE = Span(0, None)


def _of_a_status(code: str) -> Span:
    """The ages at which somebody can have this status. Groups that are no status know no age."""
    rows = [row for row in STATUSES if row.gives["status"] == code]
    if not rows:
        return ANY_AGE
    return Span(min(row.age_from for row in rows), max(row.until_birthday for row in rows))


OF_WHO = {code: _of_a_status(code) for code in WHO}


def possible_at(age: int) -> list[str]:
    """Everything a line's `who` may say that somebody of this age can be."""
    at = Span(age, age + 1)
    return [code for code, span in OF_WHO.items() if span.within(at)]


def spans(who: Iterable[str], age_from: int, until_birthday: int | None) -> dict[str, Span]:
    """The ages of each of `who`, in its order; without those that nobody can be at these ages."""
    rule = Span(age_from, until_birthday)
    found = {code: OF_WHO[code].within(rule) for code in who}
    return {code: span for code, span in found.items() if span is not None}


def together(each: Iterable[Span]) -> Span | None:
    """One span for all of them; None for none, or where there are ages in between them."""
    ordered = sorted(each, key=lambda span: span.first)
    whole = ordered[0] if ordered else None
    for span in ordered[1:]:
        if whole.until is None:
            break
        if span.first > whole.until:
            return None
        until = None if span.until is None else max(whole.until, span.until)
        whole = Span(whole.first, until)
    return whole


def shown(line) -> list[Span]:
    """The ages of a line, or of anything with its columns, as they are read out: one span, unless
    there are ages in between that nobody gets it at.
    """
    each = spans(line.who, line.age_from, line.until_birthday)
    whole = together(each.values())
    return [whole] if whole else list(dict.fromkeys(each.values()))
