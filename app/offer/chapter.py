"""The board's chapter on the offer: what young people asked for, what came of it, what was sent."""

from collections.abc import Iterator, Mapping

from sqlalchemy import func, select

from app.accounts.models import Council
from app.core.counting import EVERYONE, CountTable, Unit
from app.core.db import session
from app.core.disclosure import Protected
from app.core.disclosure_attack import How, Relation
from app.core.i18n import _
from app.core.reporting import BarChart, Block, Cell, Chapter, Draft, Paragraph, Period, Row, Table
from app.offer.claim_models import CLAIM_KINDS, CLAIM_STATES, Claim
from app.offer.models import HEADINGS, Entitlement, LineCount
from app.offer.refusals import said_in_messages
from app.offer.staff_texts import CLAIM_KIND_NAMES, CLAIM_STATE_NAMES, HEADING_NAMES

MOST_SENT = 10
"""Lines that are named for having been sent most."""


def chapters(period: Period, council: Council, population: Mapping[str, int]) -> list[Draft]:
    """One chapter. Costs the same number of queries however much was asked for."""
    asked = _asked(period, council.code)
    sent = _sent(period, council.code)
    tables = (
        *_asked_tables(period, council.code, asked),
        _refused_table(period, council.code),
        _sent_table(period, sent),
    )

    def write(shown: Protected) -> Chapter:
        told = _(
            "Young people can ask for a line of the Local Offer, or say that they asked and did not"
            " get it. A young person who asked for several things is counted once in each row."
        )
        blocks: list[Block] = [Paragraph(told)]
        blocks += _asked_blocks(period, council.code, shown)
        blocks.append(_refused_block(period, council.code, shown))
        blocks += _sent_blocks(period, sent, shown)
        return Chapter("offer", _("What young people asked for"), tuple(blocks))

    return [Draft(tables, write)]


def _name(period: Period, council_code: str) -> str:
    return f"{period.code}/{council_code}/children/offer"


def _asked(period: Period, council_code: str) -> dict[tuple[str, str, str], set[int]]:
    """Who made a claim in the quarter, by its kind, the line's heading and what came of it."""
    rows = session.execute(
        select(Claim.kind, Entitlement.heading, Claim.state, Claim.young_person_id)
        .join(Entitlement, Entitlement.id == Claim.entitlement_id)
        .where(
            Claim.council_code == council_code,
            Claim.made_on.between(period.first_day, period.last_day),
        )
        .distinct()
    )
    found: dict[tuple[str, str, str], set[int]] = {}
    for kind, heading, state, person in rows:
        found.setdefault((kind, heading, state), set()).add(person)
    return found


def _asked_tables(
    period: Period, council_code: str, asked: Mapping[tuple[str, str, str], set[int]]
) -> Iterator[CountTable]:
    """By heading and by outcome, for each kind. Somebody may be in several rows of either."""
    name = _name(period, council_code)
    for kind in CLAIM_KINDS:
        everyone = f"{name}/{kind}/{EVERYONE}"
        counts = {everyone: len(_people(asked, kind=kind))}
        for part, codes in (("heading", HEADINGS), ("state", CLAIM_STATES)):
            for code in codes:
                counts[f"{name}/{kind}/{code}"] = len(_people(asked, kind=kind, **{part: code}))
        relations = tuple(
            Relation(How.OVERLAP, everyone, tuple(f"{name}/{kind}/{code}" for code in codes))
            for codes in (HEADINGS, CLAIM_STATES)
        )
        yield CountTable(Unit.CHILDREN, counts, relations)


def _people(asked: Mapping[tuple[str, str, str], set[int]], **wanted: str) -> set[int]:
    places = {"kind": 0, "heading": 1, "state": 2}
    fitting = (
        people
        for key, people in asked.items()
        if all(key[places[part]] == code for part, code in wanted.items())
    )
    return set().union(*fitting)


def _asked_blocks(period: Period, council_code: str, shown: Protected) -> Iterator[Block]:
    name = _name(period, council_code)
    columns = tuple(str(CLAIM_KIND_NAMES[kind]) for kind in CLAIM_KINDS)

    def row(code: str, label) -> Row:
        cells = (Cell.of(shown[f"{name}/{kind}/{code}"]) for kind in CLAIM_KINDS)
        return Row(str(label), tuple(cells))

    note = _("Young people, each counted once in a row.")
    headings = tuple(row(code, HEADING_NAMES[code]) for code in HEADINGS)
    everyone = row(EVERYONE, _("All who asked"))
    yield Table(
        "offer-asked", _("What was asked for"), _("Heading"), columns, (*headings, everyone), note
    )
    yield BarChart("offer-asked", _("What was asked for, and what was refused before"))
    states = tuple(row(code, CLAIM_STATE_NAMES[code]) for code in CLAIM_STATES)
    yield Table("offer-outcomes", _("What came of it"), _("Outcome"), columns, states, note)


def _refused_cell(period: Period, council_code: str) -> str:
    return f"{period.code}/{council_code}/offer/refused-in-messages"


def _refused_table(period: Period, council_code: str) -> CountTable:
    said = said_in_messages(council_code, period.first_day, period.last_day)
    return CountTable(Unit.COMMENTS, {_refused_cell(period, council_code): said})


def _refused_block(period: Period, council_code: str, shown: Protected) -> Block:
    cell = Cell.of(shown[_refused_cell(period, council_code)])
    return Table(
        "offer-refused-in-messages",
        _("Asked and did not get it, told in a message"),
        _("How"),
        (_("Messages"),),
        (Row(_("With or without a name"), (cell,)),),
        _("Messages and not young people: without a name, one may have sent several."),
    )


def _sent(period: Period, council_code: str) -> list[tuple[str, str, int, int]]:
    """The lines of this council and of all that were sent most: slug, title, sent, looked at."""
    shared, viewed = func.sum(LineCount.shared), func.sum(LineCount.viewed)
    here = Entitlement.council_code.is_(None) | (Entitlement.council_code == council_code)
    rows = session.execute(
        select(Entitlement.slug, Entitlement.content, shared, viewed)
        .join(LineCount, LineCount.entitlement_id == Entitlement.id)
        .where(here, LineCount.month.between(period.first_day, period.last_day))
        .group_by(Entitlement.id)
        .order_by(shared.desc(), Entitlement.slug)
        .limit(MOST_SENT)
    )
    return [(slug, content["title"], int(sent), int(seen)) for slug, content, sent, seen in rows]


def _sent_cell(period: Period, slug: str, what: str) -> str:
    # Not by council: an address that is sent says nothing of who opens it, or where.
    return f"{period.code}/offer/{slug}/{what}"


def _sent_table(period: Period, sent) -> CountTable:
    counts = {}
    for slug, _title, shared, viewed in sent:
        counts |= {
            _sent_cell(period, slug, "sent"): shared,
            _sent_cell(period, slug, "seen"): viewed,
        }
    return CountTable(Unit.COMMENTS, counts)


def _sent_blocks(period: Period, sent, shown: Protected) -> Iterator[Block]:
    if not sent:
        yield Paragraph(_("No worker sent lines of the offer this quarter."))
        return
    rows = tuple(
        Row(
            title,
            tuple(Cell.of(shown[_sent_cell(period, slug, what)]) for what in ("sent", "seen")),
        )
        for slug, title, _shared, _viewed in sent
    )
    yield Table(
        "offer-sent",
        _("Lines workers sent most"),
        _("Line"),
        (_("Times sent"), _("Times looked at through a link")),
        rows,
        _("No name is kept. What holds everywhere is counted for both councils together."),
    )
