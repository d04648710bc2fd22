"""Results as tables and pictures, written from figures that passed the gate and nothing else."""

from dataclasses import dataclass

from app.core.calendars import day_in_text
from app.core.counting import EVERYONE
from app.core.i18n import _
from app.core.in_line import in_a_line, quoted
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
    """The rows that are drawn."""
    chart: BarChart | None = None
    shares: Table | None = None
    """What part of each group gave each answer: groups are of different size."""
    told: str = ""
    """What a comparison shows, in a sentence."""

    @property
    def tables(self) -> list[Table]:
        return [self.shares, self.table] if self.shares else [self.table]

    @property
    def shows_nothing(self) -> bool:
        """True if every number is held back."""
        return not any(cell.text[:1].isdigit() for row in self.table.rows for cell in row.cells)

    @property
    def says(self) -> str:
        """What the picture of one column shows, in a sentence made of its shown numbers alone: a
        number that is held back may be as big as any.
        """
        if self.told or self.chart is None or len(self.chart.columns) > 1:
            return self.told
        shown = [(row.cells[0].count, row.label) for row in self.picture.rows]
        most = max((count for count, _label in shown if count is not None), default=None)
        if most is None:
            return _("There were too few of each answer to show how many.")
        words = in_a_line(quoted(label) for count, label in shown if count == most)
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
    numbers = {names[one]: found.cell(about_themes(key) + one) for one in themes}
    rows = [Row(_("All who answered"), (Cell.of(found.cell(f"{key}/{WHOLE}")),))]
    rows += [Row(name, (Cell.of(n),), 1) for name, n in numbers.items() if n is not None]
    quiet = in_a_line(name for name, n in numbers.items() if n is None)
    in_words = TYPES[question.type].stores_words
    note = [_("Themes are those that a person has given. One comment can have several.")]
    note = [*(note if in_words else []), *notes_of(question, found)]
    if quiet:
        note.append(_("No number is shown for: %(themes)s.", themes=quiet))
    title, heads = str(question.ask), (_("Answers"),)
    head = _("What it is about") if in_words else _("Answer")
    return Result(Table(key, title, head, heads, tuple(rows), " ".join(note)))
