"""Saying what a comment is about: a child, a machine or an officer proposes, a person decides.

At most three sub-themes, each with how they feel about it, or that there is nothing to code. What
was decided is never changed: it is withdrawn, and kept, and decided anew.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.clock import now
from app.core.db import session
from feedback.coding_desk import comments_for, question_of
from feedback.models import NO_THEME, VALENCES, Coding
from feedback.themes import suggest
from feedback.theming.codebook import codebook
from surveys.models import Answer

MOST_CODES = 3


class NotForThem(Exception):
    """This account does not code, or not this comment."""


class NotACoding(ValueError):
    """These codes cannot stand together, or are none. `reason` is a key of CODING_PROBLEMS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AlreadyCoded(Exception):
    """Somebody has decided about this comment meanwhile."""


class NothingToUndo(Exception):
    """Nothing that this account decided stands."""


def propose(answer: Answer, sub_theme: str, proposed_by: str) -> Coding:
    """Put a sub-theme forward, for a person to confirm. KeyError if the codebook has none such."""
    codebook().theme_of(sub_theme)
    there = [row for row in standing(answer) if row.sub_theme == sub_theme]
    if there:
        return there[0]
    return _add(answer, sub_theme, proposed_by)


def standing(answer: Answer) -> list[Coding]:
    """Every proposal and decision on a comment that was not withdrawn; the child's own first."""
    rows = select(Coding).where(Coding.answer_id == answer.id, Coding.withdrawn_at.is_(None))
    return sorted(
        session.scalars(rows), key=lambda row: (row.proposed_by != "child", row.sub_theme)
    )


def suggested_for(answer: Answer) -> frozenset[str]:
    """The sub-themes the machine suggests for a comment."""
    offered = suggest(answer.words, answer.language, question_of(answer))
    return frozenset(suggestion.sub_theme for suggestion in offered)


def confirm_codes(
    answer: Answer,
    codes: Sequence[tuple[str, str | None]],
    by: Account,
    suggested: Collection[str] | None = None,
) -> list[Coding]:
    """`by` decides: the comment is about these sub-themes, felt so. [(NO_THEME, None)] is none.

    Who proposed a code stays on it. `suggested` is what `suggested_for` said before the caller
    began to write; without it the machine is asked here. Raises NotForThem, NotACoding or
    AlreadyCoded.
    """
    _check(codes)
    by_machine = suggested_for(answer) if suggested is None else suggested
    # Locked, so that of two who decide at the same moment one is told.
    if (
        session.scalar(comments_for(by).where(Answer.id == answer.id).with_for_update(of=Answer))
        is None
    ):
        raise NotForThem
    proposed = {row.sub_theme: row for row in standing(answer)}
    if any(row.confirmed_at for row in proposed.values()):
        raise AlreadyCoded
    confirmed = []
    for sub_theme, valence in codes:
        row = proposed.get(sub_theme) or _add(
            answer, sub_theme, "machine" if sub_theme in by_machine else "officer"
        )
        row.valence = valence
        row.confirmed_by_id, row.confirmed_by_name = by.id, by.display_name
        row.confirmed_at = now()
        row.codebook_version = codebook().version
        confirmed.append(row)
    session.flush()
    audit.record("coded", "answer", answer.id, by, note=", ".join(code for code, _v in codes))
    return confirmed


def undo(answer: Answer, by: Account) -> list[Coding]:
    """Withdraw what `by` decided about a comment; what a child picked is put forward again.

    Raises NotForThem or NothingToUndo.
    """
    if session.scalar(comments_for(by).where(Answer.id == answer.id)) is None:
        raise NotForThem
    mine = [row for row in standing(answer) if row.confirmed_at and row.confirmed_by_id == by.id]
    if not mine:
        raise NothingToUndo
    for row in mine:
        row.withdrawn_at = now()
        if row.proposed_by == "child":
            _add(answer, row.sub_theme, "child")
    session.flush()
    audit.record("uncoded", "answer", answer.id, by)
    return mine


def _add(answer: Answer, sub_theme: str, proposed_by: str) -> Coding:
    row = Coding(
        answer_id=answer.id,
        sub_theme=sub_theme,
        proposed_by=proposed_by,
        codebook_version=codebook().version,
    )
    session.add(row)
    return row


def _check(codes: Sequence[tuple[str, str | None]]) -> None:
    """Raises NotACoding unless these codes are a decision."""
    names = [sub_theme for sub_theme, _valence in codes]
    if not names:
        raise NotACoding("none")
    if NO_THEME in names:
        if len(names) > 1:
            raise NotACoding("none_and_some")
        return
    if len(names) > MOST_CODES:
        raise NotACoding("too_many")
    if len(set(names)) < len(names) or not all(name in codebook() for name in names):
        raise NotACoding("unknown")
    if not all(valence in VALENCES for _sub_theme, valence in codes):
        raise NotACoding("no_valence")
