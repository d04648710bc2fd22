"""Groups side by side. They are of different size, so that what is compared are shares: each of its
own group, made of the shown numbers alone.
"""

from collections.abc import Mapping, Sequence

from app.core import charts
from app.core.counting import EVERYONE
from app.core.i18n import _
from app.core.in_line import in_a_line
from app.core.reporting import BarChart, Cell, Row, Table
from surveys.definition import Question
from surveys.results.cuts import Asked
from surveys.results.shown import Figures
from surveys.results.tabling import codes_of
from surveys.results.writing import Result, notes_of, share_of, words_of

Columns = Sequence[tuple[str, Figures, str]]
"""Groups: how each is called, its figures, and its column in their cells."""


def by_group(asked: Asked, found: Figures, cut: str, groups: Mapping[str, object]) -> list[Result]:
    """Every question with a column for each group."""
    several = [(str(words), found, group) for group, words in groups.items()]
    return [
        _compared(question, several, [(_("All"), found, EVERYONE)], notes_of(question, found))
        for key, question in asked.questions.items()
        if key != cut and codes_of(question)
    ]


def by_council(asked: Asked, several: Sequence[tuple[str, Figures]]) -> list[Result]:
    """Every question with a column for each council."""
    columns = [(name, found, EVERYONE) for name, found in several]
    return [
        _compared(question, columns, [], notes_of(question, *(one for _name, one in several)))
        for question in asked.questions.values()
        if codes_of(question)
    ]


def _compared(question: Question, groups: Columns, beside: Columns, notes: Sequence[str]) -> Result:
    """Counts and shares, with a row for each answer; `beside` stands in the tables only."""
    columns, key, title = [*groups, *beside], question.key, str(question.ask)
    heads = tuple(name for name, _found, _column in columns)
    rows = [
        Row(words, tuple(Cell.of(one.cell(f"{key}/{code}/{at}")) for _name, one, at in columns))
        for code, words in [*words_of(question), (EVERYONE, _("All who answered"))]
    ]
    counts = Table(key, title, _("Answer"), heads, tuple(rows), " ".join(notes))
    over = _("%(question)s Share of each group", question=title)
    picture = _picture(question, groups, over)
    chart = BarChart(key, over, *_colours(picture)) if picture else None
    shares = _shares(question, columns, over)
    return Result(counts, picture, chart, shares, _in_words(question, groups))


def _shares(question: Question, columns: Columns, over: str) -> Table | None:
    """Of the answers and groups of which any share is shown; the counts name the others."""
    found = [
        (words, [_share(question.key, code, one, at) for _name, one, at in columns])
        for code, words in words_of(question)
    ]
    kept = [
        (place, name)
        for place, (name, _found, _at) in enumerate(columns)
        if any(shares[place] is not None for _words, shares in found)
    ]
    rows = [
        Row(words, tuple(share_of(shares[place]) for place, _name in kept))
        for words, shares in found
        if any(one is not None for one in shares)
    ]
    heads = tuple(name for _place, name in kept)
    note = _("Each share is of those in the group who answered this question.")
    key = f"{question.key}-shares"
    return Table(key, over, _("Answer"), heads, tuple(rows), note) if rows else None


def _share(key: str, code: str, found: Figures, column: str) -> int | None:
    return found.percent(f"{key}/{code}/{column}", f"{key}/{EVERYONE}/{column}")


def _picture(question: Question, groups: Columns, over: str) -> Table | None:
    """A bar for each group of which anything is shown, with a piece for each answer; none where one
    person could pick several, where there are more answers than colours, or of one group alone.
    """
    answers, key = words_of(question), question.key
    rows = []
    for name, found, column in groups:
        shares = [_share(key, code, found, column) for code, _words in answers]
        if any(one is not None for one in shares):
            cells = [share_of(one) if one is None else Cell(f"{one}%", one) for one in shares]
            rows.append(Row(name, tuple(cells)))
    heads = tuple(words for _code, words in answers)
    picture = Table(f"{key}-shares", over, _("Group"), heads, tuple(rows))
    several = question.type == "several_choices" or len(_drawn(picture)) > len(charts.FILLS)
    return None if several or len(rows) < 2 else picture


def _drawn(picture: Table) -> list[int]:
    """The answers that any group has a piece of."""
    places = range(len(picture.columns))
    return [one for one in places if any(row.cells[one].count for row in picture.rows)]


def _colours(picture: Table) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The answers, and a colour for each; those that are drawn have one of their own."""
    places, drawn = tuple(range(len(picture.columns))), _drawn(picture)
    return places, tuple(drawn.index(one) if one in drawn else 0 for one in places)


def _in_words(question: Question, groups: Columns) -> str:
    """How many of each group gave the answer that can be shown of most groups, and of these the
    biggest; nothing where there are not two groups to say it of.
    """
    said = [(_shown(question.key, code, groups), words) for code, words in words_of(question)]
    several, words = max(said, key=lambda one: (len(one[0]), sum(n for _g, n, _all in one[0])))
    if len(several) < 2:
        return ""
    parts = in_a_line(
        _("%(group)s: %(number)s of %(all)s", group=group, number=number, all=whole)
        for group, number, whole in several
    )
    return _("So many answered “%(answer)s” – %(groups)s.", answer=words, groups=parts)


def _shown(key: str, code: str, groups: Columns) -> list[tuple[str, int, int]]:
    """Each group of which the number and all who answered are shown, with both."""
    found = [
        (name, one.cell(f"{key}/{code}/{at}"), one.cell(f"{key}/{EVERYONE}/{at}"))
        for name, one, at in groups
    ]
    return [one for one in found if None not in one]
