"""Looking through the offer: by heading, council, age, and what needs nobody to send you."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Select, String, case, cast, func, or_, select

from app.accounts.models import Council
from app.core.db import session
from app.offer import search, showing
from app.offer.ages import possible_at
from app.offer.models import HEADINGS, Entitlement
from app.offer.words import Words

A_PAGE = 100
FEW = 12
"""So many lines need not be folded away under their headings."""
MOST_FOUND = 40
"""Lines that a search for words answers with, best first."""
LONGEST_WORDS = 200
OLDEST = 120
LONGEST_AGE = 12

IN_ORDER = case(
    {heading: place for place, heading in enumerate(HEADINGS)}, value=Entitlement.heading
)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. What makes no sense was left out."""

    words: str = ""
    heading: str = ""
    council: str = ""
    age: int | None = None
    no_referral: bool = False
    page: int = 1
    bad_age: str = ""
    """What was typed for an age and is none."""
    theirs: str = ""
    """The council of whoever is signed in: shown first, without having been chosen."""

    @classmethod
    def of(cls, asked: Mapping[str, str], councils: list[Council], theirs: str = "") -> "Wanted":
        """From what a form or an address says; `theirs` where it says no council."""
        heading, council = asked.get("heading", ""), asked.get("council", theirs)
        age = _number(asked.get("age", ""), OLDEST)
        return cls(
            words=asked.get("q", "").strip()[:LONGEST_WORDS],
            heading=heading if heading in HEADINGS else "",
            council=council if council in {one.code for one in councils} else "",
            age=age,
            bad_age=asked.get("age", "").strip()[:LONGEST_AGE] if age is None else "",
            no_referral=bool(asked.get("no_referral")),
            page=_number(asked.get("page", ""), 10_000) or 1,
            theirs=theirs,
        )

    @property
    def narrowed(self) -> bool:
        """Whether this is less than the whole offer."""
        return bool(self.words or self.codes())

    @property
    def chosen(self) -> bool:
        """Whether somebody asked for less than what they are shown at first."""
        return self.codes() != ({"council": self.theirs} if self.theirs else {})

    def codes(self) -> dict[str, str | int]:
        """Everything but the words, as an address may hold it."""
        said = {
            "heading": self.heading,
            "council": self.council,
            "age": self.bad_age if self.age is None else self.age,
            "no_referral": "yes" if self.no_referral else "",
        }
        return {name: value for name, value in said.items() if value != ""}


@dataclass(frozen=True)
class Found:
    """One page of what was looked for."""

    total: int
    counts: dict[str, int]
    """By heading, of all pages; of no interest when words were searched."""
    lines: list[tuple[Entitlement, Words]]
    pages: int
    meant: str = ""
    """Other words that were looked for, because what was typed had a slip."""
    near: tuple[str, ...] = ()
    """Words that may have been meant, where nothing was found."""

    @property
    def is_short(self) -> bool:
        return self.total <= FEW

    def by_heading(self) -> list[tuple[str, list[tuple[Entitlement, Words]]]]:
        """The lines of this page under their headings."""
        grouped = groupby(self.lines, key=lambda one: one[0].heading)
        return [(heading, list(lines)) for heading, lines in grouped]


def look_for(wanted: Wanted, language: str) -> Found:
    """The lines that fit, in the order of their headings; for words, the best first."""
    return _by_words(wanted, language) if wanted.words else _by_rule(wanted)


def _by_rule(wanted: Wanted) -> Found:
    rows = _narrowed(showing.live(wanted.council or None), wanted)
    counted = rows.with_only_columns(Entitlement.heading, func.count()).group_by(
        Entitlement.heading
    )
    counts = {heading: count for heading, count in session.execute(counted)}
    ordered = rows.order_by(IN_ORDER, Entitlement.slug).limit(A_PAGE)
    lines = session.scalars(ordered.offset((wanted.page - 1) * A_PAGE)).all()
    total = sum(counts.values())
    return Found(total, counts, _with_words(lines), max(1, -(-total // A_PAGE)))


def _by_words(wanted: Wanted, language: str) -> Found:
    looked = search.look(wanted.words, language, council=wanted.council or None, limit=A_PAGE)
    ids = looked.ids
    fits = set(
        session.scalars(_narrowed(select(Entitlement.id), wanted).where(Entitlement.id.in_(ids)))
    )
    lines = showing.by_ids([one for one in ids if one in fits][:MOST_FOUND])
    near = () if lines else tuple(search.near(wanted.words))
    return Found(len(lines), {}, _with_words(lines), 1, looked.meant if lines else "", near)


def _narrowed(rows: Select, wanted: Wanted) -> Select:
    if wanted.heading:
        rows = rows.where(Entitlement.heading == wanted.heading)
    if wanted.no_referral:
        rows = rows.where(Entitlement.no_referral)
    if wanted.age is not None:
        rows = rows.where(
            Entitlement.age_from <= wanted.age,
            or_(Entitlement.until_birthday.is_(None), Entitlement.until_birthday > wanted.age),
            _for_somebody_of(wanted.age),
        )
    return rows


def _for_somebody_of(age: int):
    """True in a query for lines with a status or group that somebody of this age can be in."""
    who = cast(Entitlement.who, String)
    return or_(*(who.contains(f'"{code}"', autoescape=True) for code in possible_at(age)))


def _with_words(lines) -> list[tuple[Entitlement, Words]]:
    return [(line, Words.of(line.content)) for line in lines]


def _number(typed: str, most: int) -> int | None:
    text = typed.strip()
    return int(text) if text.isdecimal() and len(text) < 6 and int(text) <= most else None
