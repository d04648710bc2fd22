"""This time beside last time: shares, because as many need not have answered."""

from collections.abc import Mapping, Sequence

from app.core.directions import about_the_same, cannot_say, down, up
from app.core.i18n import _
from app.core.in_line import in_a_line, quoted
from app.core.reporting import Cell, Row, Table
from surveys.results.cuts import Asked
from surveys.results.showing import AS_CLOSELY
from surveys.results.shown import Figures
from surveys.results.tabling import codes_of
from surveys.results.writing import EVERYONE, WHOLE, Result, notes_of, share_of, words_of
from surveys.rewording import Since

CLOSE = 10
"""Shares that are fewer points apart are about the same."""
ROUNDED = AS_CLOSELY // 2
"""How far a shown count may lie from the true one."""


def beside_last_time(
    asked: Asked, last: Figures, found: Figures, since: Mapping[str, Since]
) -> list[Result]:
    """Shares of this time and of last time, of questions that were asked both times, and how many
    answered. `since` is what has changed, by the keys of the questions.
    """
    results = []
    for key, question in asked.questions.items():
        whole = f"{key}/{WHOLE}"
        if not codes_of(question) or not last.has(whole):
            continue
        rows = [
            _beside(words, f"{key}/{code}/{EVERYONE}", whole, last, found)
            for code, words in words_of(question)
        ]
        answered = (Cell.of(last.cell(whole)), Cell.of(found.cell(whole)), Cell("–"))
        rows.append(Row(_("How many answered this"), answered))
        heads = (_("Last time"), _("This time"), _("Which way"))
        notes = [_("Shares of all who answered this."), *_changed(since.get(key, Since()))]
        note = " ".join([*notes, *notes_of(question, last, found)])
        results.append(Result(Table(key, str(question.ask), _("Answer"), heads, tuple(rows), note)))
    return results


def _beside(words: str, part: str, whole: str, last: Figures, found: Figures) -> Row:
    then, now = last.percent(part, whole), found.percent(part, whole)
    if then is None or now is None:
        return Row(words, (share_of(then), share_of(now), Cell(cannot_say())))
    was = _bounds(last.cell(part), last.cell(whole))
    way = _which_way(then, now, was, _bounds(found.cell(part), found.cell(whole)))
    return Row(words, (share_of(then), share_of(now), Cell(way)))


def _bounds(part: int, whole: int) -> tuple[float, float]:
    """The smallest and the biggest that a share of rounded counts can truly be, in per cent."""
    return (
        100 * max(0, part - ROUNDED) / (whole + ROUNDED),
        min(100, 100 * (part + ROUNDED) / (whole - ROUNDED)),
    )


def _which_way(then: int, now: int, was: tuple[float, float], is_now: tuple[float, float]) -> str:
    """By shown numbers alone. Up or down only if rounding cannot have made it so: of few answers
    two shares can look far apart and be the same.
    """
    if abs(now - then) < CLOSE:
        return about_the_same()
    if is_now[0] > was[1]:
        return up()
    if is_now[1] < was[0]:
        return down()
    return cannot_say()


def _changed(since: Since) -> list[str]:
    """That numbers of two wordings, or of other answers to pick, stand beside each other; nothing
    if they are the same.
    """
    said = []
    if since.words:
        said.append(_("Worded differently last time: %(words)s.", words=_quoted(since.words)))
        said.append(_("So a change may come from the words."))
    if since.added:
        said.append(_("New to pick since last time: %(words)s.", words=_quoted(since.added)))
    if since.gone:
        said.append(_("Taken off since last time: %(words)s.", words=_quoted(since.gone)))
    if since.added or since.gone:
        said.append(_("So a change may come from the answers there were to pick."))
    return said


def _quoted(words: Sequence[str]) -> str:
    return in_a_line(map(quoted, words))
