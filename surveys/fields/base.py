"""What every question type can do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation

from surveys.definition import Given, Question
from surveys.texts import NOT_TEXT


class ValidationProblem(Exception):
    """An answer that will not do. Holds the sentence for the reader, never words of the answer.

    `kept` is what of it can be stored all the same, when nothing may hold someone up: codes alone.
    """

    def __init__(self, message: Any, kept: Given | None = None, **facts: Any) -> None:
        super().__init__("an answer that will not do")
        self.said = message
        self.kept = kept or Given()
        self.facts = facts

    @property
    def message(self) -> str:
        """The sentence, in the reader's language."""
        return str(self.said) % self.facts if self.facts else str(self.said)


@dataclass(frozen=True)
class Option:
    """Something that can be picked on this page: its code, its words, perhaps more about it."""

    code: str
    label: Any
    symbol: str | None = None
    note: Any = None
    """A second line: names, or how it is with them."""
    meaning: Any = None
    """What the words mean, in plain words, small."""
    alone: bool = False
    """Whether it contradicts every other option."""


class QuestionType:
    """A kind of question. `name` is its word in a definition; `partial` its template."""

    name: str
    partial: str
    stores_words = False
    picks_one = False
    """Whether no more than one of the choices can be picked."""
    fixed_codes: tuple[str, ...] = ()

    def options(self, question: Question) -> tuple[Option, ...]:
        """What can be picked, when the question itself says so."""
        return tuple(Option(c.code, c.label, c.symbol, alone=c.alone) for c in question.choices)

    def page(self) -> str:
        """The template that draws this question's field."""
        return f"surveys/types/{self.partial}.html"

    def field(self, question: Question, options: Sequence[Option] | None = None) -> Any:
        """An unbound WTForms field, whose validation is `clean`.

        `options` replaces the question's own, for a type whose choices only the running app knows.
        """
        chosen = self.options(question) if options is None else tuple(options)
        return AnswerField(kind=self, options=chosen)

    def clean(self, raw: Sequence[str], options: Sequence[Option] = ()) -> Given:
        """What to store for the values a form sent. Raises ValidationProblem."""
        raise NotImplementedError

    def sent(self, formdata: Any, name: str) -> list[str]:
        """The values a form sent for this question, whatever they are."""
        return formdata.getlist(name)

    def typed(self, given: Given) -> list[str]:
        """The values a form would have sent for this answer."""
        return [given.words] if given.words is not None else [*given.choices]

    def drawn(self, values: list[str]) -> Any:
        """The values in the shape the template draws: text, a code or a list of codes."""
        return values[0] if values else None

    def words(self, given: Given, options: Sequence[Option] = ()) -> list[Any]:
        """One answer as it is read back: a line for each choice, or what was typed."""
        labels = {option.code: option.label for option in options}
        return [labels.get(code, code) for code in given.choices] or (
            [given.words] if given.words else []
        )

    def summary(self, answers: Iterable[Given]) -> dict[str, int]:
        """How many chose each code, most first; `answered` counts the answers that have words."""
        counts: Counter[str] = Counter()
        for given in answers:
            counts.update(given.choices)
            if given.words:
                counts["answered"] += 1
        return dict(counts.most_common())


class AnswerField(Field):
    """One question's field.

    `raw` is what was sent and `data` the same in the shape its template draws, so that nothing
    typed is lost when it will not do; `given`, after validation, is what to store (or of an answer
    that will not do, what can be).
    """

    def __init__(self, *args: Any, kind: QuestionType, options: tuple[Option, ...], **kw: Any):
        super().__init__(*args, **kw)
        self.kind = kind
        self.options = options
        self.raw: list[str] = []
        self.given = Given()

    @property
    def choices(self) -> list[tuple[str, Any, Any, Any]]:
        """Code and words; a second line of words, and what they mean, or None; for templates."""
        return [(one.code, one.label, one.note, one.meaning) for one in self.options]

    @property
    def pictures(self) -> dict[str, str]:
        """The drawing of each code that has one."""
        return {option.code: option.symbol for option in self.options if option.symbol}

    @property
    def typed_words(self) -> str | None:
        """What was typed in someone's own words, or None for a type without words."""
        return self.data if self.kind.stores_words else None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = []
        given = data if isinstance(data, Given) else Given()
        self.raw = (
            self.kind.typed(given) if formdata is None else self.kind.sent(formdata, self.name)
        )
        shown = [value.encode("utf-8", "replace").decode("utf-8") for value in self.raw]
        self.data = self.kind.drawn(shown)

    def pre_validate(self, form: Any) -> None:
        try:
            self.given = self.kind.clean(self.raw, self.options)
        except ValidationProblem as problem:
            self.given = problem.kept
            raise StopValidation(problem.message) from problem


def whole_characters(text: str) -> str:
    """`text` itself. Raises ValidationProblem if it holds half a character (a lone surrogate)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValidationProblem(NOT_TEXT) from error
    return text
