"""Typing in what somebody answered on paper: all questions on one page, sent at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError

from app.core.db import session
from app.core.i18n import gettext as _
from surveys.asking import Asking
from surveys.changing_drafts import save_answer
from surveys.definition import Given, Question
from surveys.inviting import answering
from surveys.inviting.finding import Link
from surveys.models import FormVersion, Response
from surveys.routing import on_path
from surveys.services import answers_of, digest_of_answers, find_response


@dataclass
class Sheet:
    """One sheet of paper being typed in."""

    link: Link
    version: FormVersion
    language: str
    """The language on the paper."""
    asked: Sequence[tuple[Question, FlaskForm]] = field(default=())
    not_asked: tuple[str, ...] = ()
    """The questions that are answered and that the paper does not ask of the same person."""
    left_out: frozenset[str] = frozenset()
    """Those of them of which whoever types has seen that they are left out."""

    def read(self, asking: Asking) -> None:
        """The fields of every question, filled from what was sent."""
        self.asked = [(one, asking.form_among_others(one)) for one in asking.definition.questions]

    @property
    def given(self) -> dict[str, Given]:
        """What was typed, by question, without what is left out."""
        return {
            one.key: Given() if one.key in self.left_out else form.answer.given
            for one, form in self.asked
        }

    def problems(self, asking: Asking, *, seen: Collection[str] = ()) -> bool:
        """True if something will not do; each question then says what. Two questions that the paper
        does not ask of the same person cannot both be kept, and neither is dropped unseen: only
        when whoever types was told of every one (`seen`) and says that they are left out.
        """
        fine = [form.validate() for _question, form in self.asked]
        if not all(fine):
            return True
        kept = on_path(asking.definition, self.given)
        lost = [one.key for one, form in self.asked if one.key not in {*kept, *self._skipped}]
        if lost and seen and set(lost) <= set(seen):
            self.left_out = frozenset(lost)
            return False
        for one, form in self.asked:
            if one.key in lost:
                form.answer.errors = [
                    _(
                        "Somebody who answered as above is not asked this. Look again whether it"
                        " stands so on the paper. If it does, keep the sheet without this answer."
                    )
                ]
        self.not_asked = tuple(lost)
        return bool(lost)

    @property
    def _skipped(self) -> set[str]:
        return {key for key, given in self.given.items() if given.skipped}


def blank(version: FormVersion) -> Asking:
    """The questions, of which nothing is kept."""
    response = Response(form_version_id=version.id, anonymous=True, source="app")
    response.version = version
    asking = Asking(response)
    asking.answers = {}
    return asking


def keep(sheet: Sheet, token: str) -> bool:
    """Send what is on the sheet; False if this very sheet was kept before. Raises NotReady, or
    OtherWords if what was kept under this token says something else.
    """
    there = find_response(token)
    if there is None:
        try:
            with session.begin_nested():
                response = answering.begin(sheet.version, sheet.link, sheet.language, token)
        except IntegrityError:
            there = find_response(token)
    if there is not None:
        if digest_of_answers(there, sheet.given) != digest_of_answers(there, answers_of(there)):
            raise answering.OtherWords
        return False
    for question, _form in sheet.asked:
        save_answer(response, question, sheet.given[question.key], sheet.language)
    looked_over = digest_of_answers(response, answers_of(response))
    answering.send_answers(response, sheet.link, looked_over, from_paper=True)
    return True
