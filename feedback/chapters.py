"""What the voices of a quarter come to, as chapters of the board's report.

Every chapter counts first and is written afterwards from what the disclosure gate let through.
"""

from collections.abc import Mapping

from sqlalchemy import select

from app.accounts.models import Council
from app.core.clock import today
from app.core.counting import CountTable, Unit
from app.core.db import session
from app.core.disclosure import Protected
from app.core.disclosure_attack import How, Relation
from app.core.i18n import _, ngettext
from app.core.reporting import (
    BarChart,
    Cell,
    Chapter,
    Draft,
    Figure,
    Paragraph,
    Period,
    Quote,
    Row,
    Table,
)
from feedback import reply_tallies, tallies
from feedback.chapter_words import REPLY_STATES, percent
from feedback.heard_chapter import who_we_heard
from feedback.models import QuoteRequest
from feedback.theme_chapters import themes_and_promises


def chapters(period: Period, council: Council, population: Mapping[str, int]) -> list[Draft]:
    """The feedback chapters. `population`: how many young people there were, by group.

    Costs the same number of queries however much was said.
    """
    this, last = (tallies.spoken(each, council.code) for each in (period, period.previous))
    promises, themes = themes_and_promises(period, council.code, this, last)
    return [
        who_we_heard(period, council, population, this.comments),
        promises,
        themes,
        replies(period, council),
        quotes(period, council),
    ]


def replies(period: Period, council: Council) -> Draft:
    """How many were answered by the day promised, and how long it took."""
    days = reply_tallies.reply_days(period, council.code)
    states = reply_tallies.reply_states(days, council.reply_days, today())
    name = tallies.cells_of(period, council.code, Unit.COMMENTS) + "/replies"
    parts = {f"{name}/{state}": states[state] for state in REPLY_STATES}
    whole, answered = f"{name}/all", f"{name}/answered"
    counts = {
        **parts,
        whole: sum(parts.values()),
        answered: states["in_time"] + states["late"],
    }
    relations = (
        Relation(How.SUM, whole, tuple(parts)),
        Relation(How.SUM, answered, (f"{name}/in_time", f"{name}/late")),
    )
    median = reply_tallies.median_reply_days(days)

    def write(shown: Protected) -> Chapter:
        middle = _("Not shown")
        if shown[answered] is not None and median is not None:
            middle = ngettext("%(num)s working day", "%(num)s working days", median)
        in_time = percent(shown.percent(f"{name}/in_time", whole))
        rows = tuple(
            Row(str(label), (Cell.of(shown[f"{name}/{state}"]),))
            for state, label in REPLY_STATES.items()
        )
        promise = ngettext("%(num)s working day", "%(num)s working days", council.reply_days)
        blocks = (
            Paragraph(_("We promise an answer within %(days)s.", days=promise)),
            Figure(_("Answered in time"), in_time, _("of the conversations begun this quarter")),
            Figure(
                _("Until the first answer"), middle, _("the middle one of all that were answered")
            ),
            Table(
                "replies",
                _("Conversations begun this quarter"),
                _("What became of them"),
                (_("Conversations"),),
                rows,
                _("Named and anonymous conversations; one young person may have begun several."),
            ),
            BarChart("replies", _("Answered in time, late, or not yet")),
        )
        return Chapter("replies", _("How we answered"), blocks)

    table = CountTable(Unit.COMMENTS, counts, relations)
    return Draft((table,), write)


def quotes(period: Period, council: Council) -> Draft:
    """Words that young people said yes to, for this report and no other."""
    rows = (
        select(QuoteRequest)
        .where(
            QuoteRequest.council_code == council.code,
            QuoteRequest.quarter == period.code,
            QuoteRequest.state == "yes",
        )
        .order_by(QuoteRequest.id)
    )
    said = tuple(Quote(one.excerpt, one.language) for one in session.scalars(rows))

    def write(_shown: Protected) -> Chapter:
        told = _(
            "These are young people’s own words. Each of them said yes to their words being here."
        )
        none = _("No young person’s words are in this report.")
        return Chapter(
            "quotes", _("In their own words"), (Paragraph(told if said else none), *said)
        )

    return Draft((), write)
