"""The board's chapters on inspections: what the inspectors say of the quarter in their own words,
what they found, what services answered, and what is still open.

What is counted here is days and services, never children: so it passes no threshold. No words are
printed that an officer did not check, and no home is named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.accounts.models import Council
from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.i18n import _, ngettext
from app.core.reporting import Block, Cell, Chapter, Draft, Paragraph, Period, Quote, Row, Table
from app.safeguarding.cues import looks_english
from surveys.inspections.finding_models import FINDING_KINDS, Recommendation
from surveys.inspections.finished import (
    closed_between,
    given_between,
    lapsed_between,
    open_on,
    told_of,
)
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.own_words import words_for
from surveys.inspections.texts import ANSWERS, JUDGEMENTS, STAGES, board_name
from surveys.inspections.texts import FINDING_KINDS as KINDS
from surveys.inspections.told_models import InspectionCertificate, InspectorsWords

NOT_KNOWN = "und"
"""ISO 639 for words in a language nobody has named."""


@dataclass(frozen=True)
class Quarter:
    """All that a quarter's chapters are written from."""

    own: InspectorsWords | None
    given: list[Inspection]
    still_open: list[Recommendation]
    closed: list[Recommendation]
    """In it, of what was given before it."""
    lapsed: list[InspectionCertificate]
    day: date
    """The last day that is told of: the quarter's, or today while it goes on."""


def chapters(period: Period, council: Council, population: Mapping[str, int]) -> list[Draft]:
    """None, one or two chapters. Costs the same number of queries however much was inspected."""
    day = min(period.last_day, today())
    own = words_for(council.code, period)
    quarter = Quarter(
        own if own is not None and own.checked_on and own.is_settled(today()) else None,
        given_between(council.code, period.first_day, period.last_day),
        open_on(council.code, day),
        closed_between(council.code, period.first_day, day),
        lapsed_between(council.code, period.first_day, day),
        day,
    )
    found = []
    if quarter.own is not None:
        found.append(Draft((), lambda _shown: own_chapter(quarter.own)))
    if quarter.given or quarter.still_open or quarter.closed or quarter.lapsed:
        found.append(Draft((), lambda _shown: inspections_chapter(quarter)))
    return found


def own_chapter(own: InspectorsWords) -> Chapter:
    """The inspectors' text, as theirs, and whether an officer changed words in it."""
    by = (
        _(
            "The Young Inspectors wrote this. An officer changed some words after looking at it"
            " so that nobody can be recognised."
        )
        if own.is_reworded
        else _(
            "The Young Inspectors wrote this. An officer looked at it only so that nobody can be"
            " recognised."
        )
    )
    return Chapter(
        "inspectors-words",
        _("In the Young Inspectors’ own words"),
        (Paragraph(by), *(_said(part) for part in _paragraphs(own.told))),
    )


def _paragraphs(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split("\n") if part.strip()]


def _said(words: str) -> Quote:
    return Quote(words, "en" if looks_english(words) else NOT_KNOWN)


def inspections_chapter(quarter: Quarter) -> Chapter:
    blocks: list[Block] = [
        Paragraph(
            _(
                "Young Inspectors look at services by criteria they write themselves. A"
                " recommendation stays in this report until they close it."
            )
        )
    ]
    if not quarter.given:
        blocks.append(Paragraph(_("No inspection was finished this quarter.")))
    for inspection in quarter.given:
        blocks += _inspection(inspection, quarter.day)
    blocks += _open(quarter)
    blocks += _closed(quarter)
    blocks += _lapsed(quarter.lapsed)
    return Chapter("inspections", _("What Young Inspectors found"), tuple(blocks))


def _inspection(inspection: Inspection, day: date) -> Iterator[Block]:
    name = board_name(inspection.service)
    yield Paragraph(
        _("%(service)s, given on %(day)s:", service=name, day=day_in_text(inspection.given_on))
    )
    told = told_of(inspection)
    for kind in FINDING_KINDS:
        words = [one.told for one in told if one.kind == kind]
        if words:
            # NOTE: Above what inspectors found, such as “Needs work:”.
            yield Paragraph(_("%(kind)s:", kind=KINDS[kind]))
            yield from (_said(one) for one in words)
    if inspection.recommendations:
        yield Table(
            f"inspection-{inspection.id}",
            _("What was recommended to %(service)s", service=name),
            _("Recommendation"),
            (_("Answer"), _("Said"), _("State")),
            tuple(_answered(row, day) for row in inspection.recommendations),
        )


def _answered(row: Recommendation, day: date) -> Row:
    said = Cell(_said_because(row))
    return Row(row.told, (Cell(_answer(row)), said, Cell(state_of(row, day))))


def _said_because(row: Recommendation) -> str:
    """The service's words, if an officer looked that nobody can be recognised in them."""
    if row.answer is None or row.shows_because:
        return row.because or ""
    return _("An officer has not let these words through.")


def _answer(row: Recommendation) -> str:
    return str(ANSWERS[row.answer]) if row.answer else _("No answer yet")


def state_of(row: Recommendation, day: date) -> str:
    """How far it is, and what the inspectors say of the answer."""
    stage = str(STAGES[row.stage(day)])
    return f"{stage}; {JUDGEMENTS[row.judged]}" if row.judged else stage


def _open(quarter: Quarter) -> Iterator[Block]:
    if not quarter.still_open:
        yield Paragraph(_("No recommendation is open."))
        return
    yield Table(
        "inspections-open",
        _("Recommendations that are still open"),
        _("Recommendation"),
        (_("Service"), _("State"), _("Open for")),
        tuple(_still_open(row, quarter.day) for row in quarter.still_open),
        _("Days from when the service was told, up to %(day)s.", day=day_in_text(quarter.day)),
    )


def _still_open(row: Recommendation, day: date) -> Row:
    days = (day - row.inspection.given_on).days
    open_for = ngettext("%(num)s day", "%(num)s days", days)
    name = board_name(row.inspection.service)
    return Row(row.told, (Cell(name), Cell(state_of(row, day)), Cell(open_for)))


def _closed(quarter: Quarter) -> Iterator[Block]:
    """How those ended that stood in an earlier report as open: none leaves without a word."""
    if quarter.closed:
        yield Table(
            "inspections-closed",
            _("Recommendations that the inspectors closed this quarter"),
            _("Recommendation"),
            (_("Service"), _("Answer"), _("State")),
            tuple(_how_it_ended(row, quarter.day) for row in quarter.closed),
        )


def _how_it_ended(row: Recommendation, day: date) -> Row:
    name = board_name(row.inspection.service)
    return Row(row.told, (Cell(name), Cell(_answer(row)), Cell(state_of(row, day))))


def _lapsed(certificates: list[InspectionCertificate]) -> Iterator[Block]:
    for one in certificates:
        yield Paragraph(
            _(
                "The certificate of %(service)s lapsed on %(day)s.",
                service=board_name(one.inspection.service),
                day=day_in_text(one.lapses_on),
            )
        )
