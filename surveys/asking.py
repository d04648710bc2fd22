"""Asking one question a page, for any feature that has a response to fill in.

The feature says who can be picked in a person question, and where its pages are; this says what is
on them, keeps what is answered, and never loses what was typed.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from flask import request
from flask_wtf import FlaskForm

from app.core.i18n import current_language
from surveys.changing_drafts import save_answer
from surveys.definition import Definition, Given, Question
from surveys.fields.base import (
    AnswerField,
    Option,
    QuestionType,
    ValidationProblem,
    whole_characters,
)
from surveys.fields.table import TYPES
from surveys.fit_to_send import gives_away_number, is_nothing, problem_with, problems_in
from surveys.models import Response
from surveys.reading_back import lines_of, shown_options
from surveys.routing import Place, next_after, on_path, path, place, previous_before
from surveys.services import answers_of, definition_of, digest_of_answers

NOT_SAFE, HELP, STILL_THERE, LANGUAGE = "not_safe", "help", "still_there", "language:"
"""What leads away from a question, the last followed by the code of a language: buttons, and a
shared tablet that nobody has touched. What was typed goes along, whether or not it could be sent as
it is.
"""

People = Callable[["Asking", Question], Sequence[Option]]


def only_language() -> bool:
    """Whether the button that was pressed changes the language of the page and nothing else: it
    comes back with what was typed, kept or not.
    """
    return request.form.get("do", "").startswith(LANGUAGE)


def nobody(_asking: "Asking", _question: Question) -> Sequence[Option]:
    """For a form without person questions."""
    return ()


def _form(field: AnswerField) -> type[FlaskForm]:
    return type("QuestionForm", (FlaskForm,), {"answer": field})


@cache
def _form_in_words(kind: QuestionType) -> type[FlaskForm]:
    # Making a form costs a twelfth of keeping an answer; one without options is always the same.
    return _form(AnswerField(kind=kind, options=()))


@dataclass
class Row:
    """One line of the check page."""

    key: str
    ask: str
    lines: list[Any]
    problem: str | None = None


class Asking:
    """One response being answered."""

    def __init__(self, response: Response, people: People = nobody) -> None:
        self.response = response
        self.people = people
        self.saved: dict[str, Given] = {}
        """What was kept here just now; the others are read when somebody asks for them."""

    @cached_property
    def definition(self) -> Definition:
        return definition_of(self.response)

    @cached_property
    def answers(self) -> dict[str, Given]:
        return answers_of(self.response)

    def given(self, key: str | None) -> Given:
        """The answer to a question, or an empty one."""
        return self.saved[key] if key in self.saved else self.answers.get(key, Given())

    def options(self, question: Question) -> Sequence[Option]:
        """What can be picked, in the reader's language."""
        if question.type == "person":
            return self.people(self, question)
        return shown_options(question, Given())

    def form(self, question: Question, proposed: Given | None = None) -> FlaskForm:
        """The form of one question's page: filled from what was sent, or else from the draft, or
        with what is `proposed` to somebody who has not answered it.
        """
        made = self._form_of(question)
        if request.method == "POST":
            return made(formdata=request.form)
        shown = self.answers.get(question.key, proposed or Given())
        return made(formdata=None, data={"answer": shown})

    def form_among_others(self, question: Question) -> FlaskForm:
        """The form of a question that stands with others on a page: filled from what was sent, or
        else empty, whatever is in the draft. The page has the token.
        """
        sent = request.form if request.method == "POST" else None
        return self._form_of(question)(sent, prefix=question.key, meta={"csrf": False})

    def _form_of(self, question: Question) -> type[FlaskForm]:
        kind = TYPES[question.type]
        if kind.stores_words:
            return _form_in_words(kind)
        return _form(kind.field(question, self.options(question)))

    def save(self, question: Question, given: Given, language: str | None = None) -> None:
        """Keep this answer, with its language or else that of the page. Raises AlreadySent."""
        save_answer(self.response, question, given, language or current_language())
        self.saved[question.key] = given
        self.__dict__.pop("answers", None)

    def save_anyhow(self, question: Question, form: FlaskForm) -> None:
        """Keep what was typed even if it is too long to be sent as it is, when nothing may hold
        someone up. The check page says what to shorten. Raises AlreadySent.
        """
        if form.validate() or not self.what_can_be_kept(question, form).skipped:
            self.save(question, self.what_can_be_kept(question, form))

    def what_can_be_kept(self, question: Question, form: FlaskForm) -> Given:
        """The answer in a form that was validated; of one that will not do, what can be stored: the
        codes alone, or words that are too long to be sent.
        """
        field = form.answer
        refused = field.errors and field.given.skipped and field.raw
        if refused and TYPES[question.type].stores_words:
            with suppress(ValidationProblem):
                return Given(words=whole_characters(field.raw[0]))
        return field.given

    def keep(self, question: Question, form: FlaskForm, way: str) -> bool:
        """Keep what was typed, as the button that was pressed asks: one that leads away, `skip`,
        or any that goes on. False when it will not do. Raises AlreadySent.
        """
        if way in (NOT_SAFE, HELP, STILL_THERE) or way.startswith(LANGUAGE):
            self.save_anyhow(question, form)
            return True
        if way == "skip":
            self.save(question, Given())
            return True
        if not form.validate():
            return False
        gives_away = gives_away_number(form.answer.given, self.response.return_hash)
        if gives_away:
            form.answer.errors = [gives_away]
            return False
        self.save(question, form.answer.given)
        return True

    @property
    def path(self) -> list[str]:
        return path(self.definition, self.answers)

    def next(self, key: str) -> str | None:
        return next_after(self.definition, {key: self.given(key)}, key)

    def previous(self, key: str) -> str | None:
        return previous_before(self.definition, self.answers, key)

    def place(self, key: str) -> Place:
        """Which question this is, of those that everybody is asked."""
        return place(self.definition, key)

    def digest(self) -> str:
        """Stands for what would be sent as the answers are now."""
        return digest_of_answers(self.response, self.answers)

    @property
    def said(self) -> dict[str, Given]:
        """What would be sent as the answers are now."""
        return on_path(self.definition, self.answers)

    @property
    def nothing_said(self) -> bool:
        """True if there is nothing to send."""
        return is_nothing(self.definition, self.said)

    def problems(self) -> list[tuple[str, str]]:
        """(question key, sentence) for each answer that cannot be sent as it is."""
        return list(problems_in(self.definition, self.said, self.response.return_hash))

    def rows(self) -> list[Row]:
        """Every question on the way with its answer, to look over before sending."""
        return [self._row(self.definition.question(key)) for key in self.path]

    def _row(self, question: Question) -> Row:
        given, its_number = self.given(question.key), self.response.return_hash
        problem = problem_with(self.definition, question, given, its_number)
        return Row(question.key, question.ask, lines_of(question, given), problem)
