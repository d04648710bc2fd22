"""Typing in what somebody answered on paper: all questions on one page, sent at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError

from app.core.db import session
from app.core.i18n import gettext as _
from surveys.asking import Asking
from surveys.definition import Given, Question
from surveys.inviting import answering
from surveys.inviting.finding import Link
from surveys.models import FormVersion, Response
from surveys.routing import on_path
from surveys.services import digest_of_answers, find_response, save_answer


@dataclass
class Sheet:
    """One sheet of paper being typed in."""

    link: Link
    version: FormVersion
    language: str
    """The language it was filled in in."""
    asked: Sequence[tuple[Question, FlaskForm]] = field(default=())

    def read(self, asking: Asking) -> None:
        """The fields of every question, filled from what was sent."""
        self.asked = [(one, asking.form_among_others(one)) for one in asking.definition.questions]

    @property
    def given(self) -> dict[str, Given]:
        """What was typed, by question."""
        return {one.key: form.answer.given for one, form in self.asked}

    def problems(self, asking: Asking) -> bool:
        """True if something will not do; each question then says what. Two questions that the paper
        does not ask of the same person cannot both be kept, and neither is dropped unseen.
        """
        fine = [form.validate() for _question, form in self.asked]
        if not all(fine):
            return True
        kept = on_path(asking.definition, self.given)
        lost = [form for one, form in self.asked if one.key not in kept and not self._skipped(one)]
        for form in lost:
            form.answer.errors = [
                _("Somebody who answered as above is not asked this. Empty it, or look again.")
            ]
        return bool(lost)

    def _skipped(self, question: Question) -> bool:
        return self.given[question.key].skipped


def blank(version: FormVersion) -> Asking:
    """The questions, of which nothing is kept."""
    response = Response(form_version_id=version.id, anonymous=True, source="app")
    response.version = version
    asking = Asking(response)
    asking.answers = {}
    return asking


def keep(sheet: Sheet, token: str) -> bool:
    """Send what is on the sheet; False if this very sheet was kept before. Raises NotReady."""
    if find_response(token) is not None:
        return False
    try:
        with session.begin_nested():
            response = answering.begin(sheet.version, sheet.link, sheet.language, token)
    except IntegrityError:
        return False
    answers: dict[str, Given] = {}
    for question, form in sheet.asked:
        answers = save_answer(response, question, form.answer.given, sheet.language)
    looked_over = digest_of_answers(response, answers)
    answering.send_answers(response, sheet.link, looked_over, from_paper=True)
    return True
