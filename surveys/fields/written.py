"""Answers in someone's own words. What is typed is what is stored, to the last byte."""

from collections.abc import Sequence

from surveys.definition import Given
from surveys.fields.base import Option, QuestionType, ValidationProblem, whole_characters
from surveys.texts import TOO_LONG


class ShortText(QuestionType):
    """A line of words, at most 200 characters."""

    name = "short_text"
    partial = "short_text"
    stores_words = True
    limit = 200

    def clean(self, raw: Sequence[str], options: Sequence[Option] = ()) -> Given:
        typed = whole_characters(raw[0]) if raw else ""
        # A browser counts a new line as one character and sends two.
        length = len(typed.replace("\r\n", "\n"))
        if length > self.limit:
            raise ValidationProblem(TOO_LONG, length=f"{length:,}", limit=f"{self.limit:,}")
        return Given(words=typed) if typed.strip() else Given()


class LongText(ShortText):
    """As much as someone needs to say, at most 10,000 characters."""

    name = "long_text"
    partial = "long_text"
    limit = 10_000
