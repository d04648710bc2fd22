"""Results as tables and pictures, written from figures that passed the gate and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.core.calendars import day_in_text
from app.core.counting import EVERYONE
from app.core.i18n import _
from app.core.reporting import BarChart, Cell, Row, Table
from surveys.definition import Given, Question
from surveys.fields.table import TYPES
from surveys.reading_back import shown_options
from surveys.results.coded import theme_names
from surveys.results.cuts import Asked
from surveys.results.shown import Figures
from surveys.results.tabling import codes_of
from surveys.results.themes import about_themes

WHOLE = f"{EVERYONE}/{EVERYONE}"


def words_of(question: Question) -> list[tuple[str, str]]:
    """Each code of a question with its words, in the reader's language."""
    return [(one.code, str(one.label)) for one in shown_options(question, Given())]


@dataclass(frozen=True)
class Result:
    """One question's table, and its picture if there is one."""

    table: Table
    picture: Table | None = None
    """The rows that are drawn: those of the table without the one of all."""
    chart: BarChart | None = None

    @property
    def says(self) -> str:
        """What the picture of one column shows, in a sentence made of its shown numbers alone: a
        number that is held back may be as big as any.
        """
        if self.chart is None or len(self.chart.columns) > 1:
            return ""
        shown = [(row.cells[0].count, row.label) for row in self.picture.rows]
        most = max((count for count, _label in shown if count is not None), default=None)
        if most is None:
            return _("There were too few of each answer to show how many.")
        words = ", ".join(f"“{label}”" for count, label in shown if count == most)
        if any(count is None for count, _label in shown):
            return _(
                "Of the numbers we can show, the biggest is %(number)s: %(answers)s.",
                number=most,
                answers=words,
            )
        return _("The biggest number is %(number)s: %(answers)s.", number=most, answers=words)


def counts(asked: Asked, found: Figures) -> list[Result]:
    """Every question by itself: how many gave each answer, and what the comments are about."""
    return [
        _counted(key, question, found) if codes_of(question) else _said(key, question, found)
        for key, question in asked.questions.items()
    ]


def _counted(key: str, question: Question, found: Figures) -> Result:
    rows = []
    for code, words in words_of(question):
        share = found.percent(f"{key}/{code}/{EVERYONE}", f"{key}/{WHOLE}")
        rows.append(Row(words, (Cell.of(found.cell(f"{key}/{code}/{EVERYONE}")), share_of(share))))
    whole = found.cell(f"{key}/{WHOLE}")
    note = [] if whole is None else [_("%(number)s answered this.", number=whole)]
    note += notes_of(question, found)
    title, heads = str(question.ask), (_("Answers"), _("Share"))
    table = Table(key, title, _("Answer"), heads, tuple(rows), " ".join(note))
    return Result(table, table, BarChart(key, title))


def notes_of(question: Question, *several: Figures) -> list[str]:
    """What there is to know of a question's numbers."""
    notes = [_("One person could pick several.")] if question.type == "several_choices" else []
    days = [one.since[question.key] for one in several if question.key in one.since]
    if days:
        notes.append(
            _(
                "These numbers are from %(day)s: too few have answered since to change them.",
                day=day_in_text(min(days)),
            )
        )
    return notes


def share_of(value: int | None) -> Cell:
    return Cell.held_back() if value is None else Cell(f"{value}%")


def _said(key: str, question: Question, found: Figures) -> Result:
    """A question that was answered in words: how many, and about what."""
    themes = list(found.codes(about_themes(key)))
    names = theme_names(themes)
    rows = [Row(_("All who answered"), (Cell.of(found.cell(f"{key}/{WHOLE}")),))]
    rows += [Row(names[one], (Cell.of(found.cell(about_themes(key) + one)),), 1) for one in themes]
    in_words = TYPES[question.type].stores_words
    note = [_("Themes are those that a person has given. One comment can have several.")]
    note = [*(note if in_words else []), *notes_of(question, found)]
    title, heads = str(question.ask), (_("Answers"),)
    head = _("What it is about") if in_words else _("Answer")
    return Result(Table(key, title, head, heads, tuple(rows), " ".join(note)))


def by_group(asked: Asked, found: Figures, cut: str, groups: Mapping[str, object]) -> list[Result]:
    """Every question with a column for each group."""
    several = [(str(words), group) for group, words in groups.items()]
    columns = [*several, (_("All"), EVERYONE)]
    return [
        _in_columns(
            question,
            [name for name, _column in columns],
            lambda code, key=key: [found.cell(f"{key}/{code}/{one}") for _name, one in columns],
            len(several),
            notes_of(question, found),
        )
        for key, question in asked.questions.items()
        if key != cut and codes_of(question)
    ]


def by_council(asked: Asked, several: Sequence[tuple[str, Figures]]) -> list[Result]:
    """Every question with a column for each council."""
    return [
        _in_columns(
            question,
            [name for name, _one in several],
            lambda code, key=key: [one.cell(f"{key}/{code}/{EVERYONE}") for _name, one in several],
            len(several),
            notes_of(question, *(one for _name, one in several)),
        )
        for key, question in asked.questions.items()
        if codes_of(question)
    ]


def _in_columns(
    question: Question,
    heads: Sequence[str],
    cells: Callable[[str], list[int | None]],
    drawn: int,
    notes: Sequence[str],
) -> Result:
    """A table with a row for each answer and one for all; `drawn` columns are in the picture."""
    rows = [
        Row(words, tuple(map(Cell.of, cells(code))))
        for code, words in [*words_of(question), (EVERYONE, _("All who answered"))]
    ]
    title, note = str(question.ask), " ".join(notes)
    table = Table(question.key, title, _("Answer"), tuple(heads), tuple(rows), note)
    picture = Table(question.key, title, _("Answer"), tuple(heads), tuple(rows[:-1]), note)
    return Result(table, picture, BarChart(question.key, title, tuple(range(drawn))))


def beside_last_time(
    asked: Asked, last: Figures, found: Figures, before: Mapping[str, Sequence[str]]
) -> list[Result]:
    """Shares of this time and of last time, of questions that were asked both times; shares,
    because as many need not have answered. `before` are last time's words, by the keys of the
    questions that were worded differently.
    """
    results = []
    for key, question in asked.questions.items():
        whole = f"{key}/{WHOLE}"
        if not codes_of(question) or not last.has(whole):
            continue
        rows = tuple(
            Row(
                words,
                tuple(
                    share_of(one.percent(f"{key}/{code}/{EVERYONE}", whole))
                    for one in (last, found)
                ),
            )
            for code, words in words_of(question)
        )
        heads = (_("Last time"), _("This time"))
        notes = [_("Shares of all who answered this."), *_reworded(before.get(key, ()))]
        note = " ".join([*notes, *notes_of(question, last, found)])
        results.append(Result(Table(key, str(question.ask), _("Answer"), heads, rows, note)))
    return results


def _reworded(before: Sequence[str]) -> list[str]:
    """That numbers of two wordings stand beside each other; nothing if they are the same."""
    if not before:
        return []
    words = ", ".join(f"“{one}”" for one in before)
    said = _("Worded differently last time: %(words)s.", words=words)
    return [said, _("So a change may come from the words.")]
