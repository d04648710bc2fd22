"""Results as tables and pictures, written from figures that passed the gate and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.core.counting import EVERYONE
from app.core.i18n import _
from app.core.reporting import BarChart, Cell, Figure, Row, Table
from surveys.definition import Given, Question
from surveys.fields.table import TYPES
from surveys.reading_back import shown_options
from surveys.results.coded import theme_names
from surveys.results.counting import codes_of
from surveys.results.cuts import AGES, Asked
from surveys.results.figures import Figures
from surveys.results.rate import GROUPS

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
        rows.append(Row(words, (Cell.of(found.cell(f"{key}/{code}/{EVERYONE}")), _share(share))))
    whole = found.cell(f"{key}/{WHOLE}")
    note = [] if whole is None else [_("%(number)s answered this.", number=whole)]
    note += [_("One person could pick several.")] if question.type == "several_choices" else []
    title, heads = str(question.ask), (_("Answers"), _("Share"))
    table = Table(key, title, _("Answer"), heads, tuple(rows), " ".join(note))
    return Result(table, table, BarChart(key, title))


def _share(value: int | None) -> Cell:
    return Cell.held_back() if value is None else Cell(f"{value}%")


def _said(key: str, question: Question, found: Figures) -> Result:
    """A question that was answered in words: how many, and about what."""
    prefix = f"{found.name}/{key}/theme="
    themes = [cell.removeprefix(prefix) for cell in found.shown.shown if cell.startswith(prefix)]
    names = theme_names(themes)
    rows = [Row(_("All who answered"), (Cell.of(found.cell(f"{key}/{WHOLE}")),))]
    rows += [Row(names[one], (Cell.of(found.cell(f"{key}/theme={one}")),), 1) for one in themes]
    note = _("Themes are those that a person has given. One comment can have several.")
    in_words = TYPES[question.type].stores_words
    title, heads = str(question.ask), (_("Answers"),)
    head = _("What it is about") if in_words else _("Answer")
    return Result(Table(key, title, head, heads, tuple(rows), note if in_words else ""))


def by_group(asked: Asked, found: Figures, cut: str, groups: Mapping[str, object]) -> list[Result]:
    """Every question with a column for each group."""
    several = [(str(words), f"{cut}={group}") for group, words in groups.items()]
    columns = [*several, (_("All"), EVERYONE)]
    return [
        _in_columns(
            question,
            [name for name, _column in columns],
            lambda code, key=key: [found.cell(f"{key}/{code}/{one}") for _name, one in columns],
            len(several),
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
        )
        for key, question in asked.questions.items()
        if codes_of(question)
    ]


def _in_columns(
    question: Question,
    heads: Sequence[str],
    cells: Callable[[str], list[int | None]],
    drawn: int,
) -> Result:
    """A table with a row for each answer and one for all; `drawn` columns are in the picture."""
    rows = [
        Row(words, tuple(map(Cell.of, cells(code))))
        for code, words in [*words_of(question), (EVERYONE, _("All who answered"))]
    ]
    several = question.type == "several_choices"
    note = _("One person could pick several.") if several else ""
    title = str(question.ask)
    table = Table(question.key, title, _("Answer"), tuple(heads), tuple(rows), note)
    picture = Table(question.key, title, _("Answer"), tuple(heads), tuple(rows[:-1]), note)
    return Result(table, picture, BarChart(question.key, title, tuple(range(drawn))))


def beside_last_time(asked: Asked, last: Figures, found: Figures) -> list[Result]:
    """Shares of this time and of last time, of questions that were asked both times; shares,
    because as many need not have answered.
    """
    results = []
    for key, question in asked.questions.items():
        whole = f"{key}/{WHOLE}"
        if not codes_of(question) or f"{last.name}/{whole}" not in last.shown.shown:
            continue
        rows = tuple(
            Row(
                words,
                tuple(
                    _share(one.percent(f"{key}/{code}/{EVERYONE}", whole)) for one in (last, found)
                ),
            )
            for code, words in words_of(question)
        )
        heads, note = (_("Last time"), _("This time")), _("Shares of all who answered this.")
        results.append(Result(Table(key, str(question.ask), _("Answer"), heads, rows, note)))
    return results


def head(found: Figures) -> list[Figure]:
    """How many answered, of how many who were asked."""
    answers, asked = found.cell(f"responses/{EVERYONE}"), found.cell("asked/all")
    share = found.percent(f"responses/{EVERYONE}", "asked/all")
    note = _("an open link can bring in others too")
    if None not in (answers, asked) and answers > asked:
        share, note = None, _("more answered than were asked: the link was open to all")
    none = _("not shown")
    return [
        Figure(_("Answers"), none if answers is None else str(answers), _("rounded to five")),
        Figure(
            _("Were asked"),
            none if asked is None else str(asked),
            _("codes given out, and young people who can sign in"),
        ),
        Figure(
            _("Share"),
            none if share is None else f"{share}%",
            note,
        ),
    ]


def knows_how_many(found: Figures) -> bool:
    """True if an officer has said how many young people there are in any group."""
    return any(f"{found.name}/population/{group}" in found.shown.shown for group in GROUPS)


def missing(by_ages: Figures | None, by_separated: Figures | None, found: Figures) -> Table | None:
    """Who answered, of how many there are in each group; None where nobody gave a figure."""
    names = {
        "in_care": _("Children in care"),
        "care_leavers": _("Care leavers"),
        "separated": _("Separated young people"),
    }
    where = {
        "in_care": (by_ages, "responses/in_care"),
        "care_leavers": (by_ages, f"responses/{AGES}=care_leavers"),
        "separated": (by_separated, "responses/about_separated=yes"),
    }
    rows = []
    for group in GROUPS:
        figures, cell = where[group]
        there = found.cell(f"population/{group}")
        answered = figures.cell(cell) if figures is not None else None
        if f"{found.name}/population/{group}" not in found.shown.shown or figures is None:
            continue
        known = None not in (there, answered) and there
        share = 100 * answered // there if known and answered <= there else None
        rows.append(Row(names[group], (Cell.of(answered), Cell.of(there), _share(share))))
    heads = (_("Answers"), _("Young people there are"), _("Share"))
    note = _("How many there are is what an officer wrote down for the last report.")
    title = _("Who has answered, and who is missing")
    return Table("missing", title, _("Group"), heads, tuple(rows), note) if rows else None


def answers_title() -> str:
    """What stands over the head of a file."""
    return _("Answers to the survey")
