"""What stands over the questions: how many answered, of how many, and who is missing."""

from app.core.calendars import day_in_text
from app.core.counting import EVERYONE
from app.core.disclosure import percent_of
from app.core.i18n import _
from app.core.reporting import Cell, Figure, Row, Table
from surveys.results.cuts import AGES
from surveys.results.rate import GROUPS
from surveys.results.shown import Figures
from surveys.results.writing import share_of


def head(found: Figures) -> list[Figure]:
    """How many answered, of how many who were asked."""
    answers, asked = found.cell(f"responses/{EVERYONE}"), found.cell("asked/all")
    none = _("not shown")
    return [
        Figure(_("Answers"), none if answers is None else str(answers), _("rounded to five")),
        Figure(
            _("Were asked"),
            none if asked is None else str(asked),
            _("codes given out, and young people who can sign in"),
        ),
        _how_much(answers, asked, found.percent(f"responses/{EVERYONE}", "asked/all")),
    ]


def _how_much(answers: int | None, asked: int | None, share: int | None) -> Figure:
    """By an open link others answer too, and nothing tells them from those who were asked: so the
    share of these who answered is known only not to be greater.
    """
    if answers is not None and asked is not None and answers > asked:
        note = _("more answered than were asked: the link was open to all")
        return Figure(_("Response rate"), _("more than all"), note)
    value = _("not shown") if share is None else _("at most %(share)s", share=f"{share}%")
    note = _("all answers beside those who were asked; an open link can bring in others too")
    return Figure(_("Response rate"), value, note)


def knows_how_many(found: Figures) -> bool:
    """True if an officer has said how many young people there are in any group."""
    return any(found.has(f"population/{group}") for group in GROUPS)


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
        "separated": (by_separated, "responses/about_separated=separated"),
    }
    rows = []
    for group in GROUPS:
        figures, cell = where[group]
        if found.has(f"population/{group}") and figures is not None:
            counts = found.cell(f"population/{group}"), figures.cell(cell)
            rows.append(Row(names[group], _there_and_missing(*counts)))
    # NOTE: Heads of a table: how many young people there are in a group, and who did not answer.
    heads = (_("There are"), _("Have answered"), _("Are missing"), _("Share of all there are"))
    note = _("An officer wrote down how many there are. All numbers are rounded to five.")
    title = _("Who has answered, and who is missing")
    return Table("missing", title, _("Group"), heads, tuple(rows), note) if rows else None


def _there_and_missing(there: int | None, answered: int | None) -> tuple[Cell, ...]:
    """By the shown figures alone. By an open link more can have answered than there are."""
    if there is None or answered is None:
        return Cell.of(there), Cell.of(answered), Cell.held_back(), Cell.held_back()
    share = percent_of(answered, there) if 0 < there >= answered else None
    missing = str(max(0, there - answered))
    return Cell.of(there), Cell.of(answered), Cell(missing), share_of(share)


def summary(title: str, by: str, over: str, several: list[tuple[str, Figures]]) -> Table:
    """What stands over a file: which survey, what is compared (`by`), when it was counted, and how
    many answered; a column for each council or, of a council, for each time. `over` is the head
    beside them.
    """
    known = [
        Row(_("Compare by"), tuple(Cell(by) for _one in several)),
        Row(_("Counted on"), tuple(Cell(day_in_text(found.made_on)) for _name, found in several)),
    ]
    beside = zip(*(head(found) for _name, found in several), strict=True)
    numbers = [Row(each[0].label, tuple(Cell(one.value) for one in each)) for each in beside]
    columns = tuple(name for name, _found in several)
    return Table("summary", title, over, columns, (*known, *numbers))
