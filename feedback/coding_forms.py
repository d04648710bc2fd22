"""What a coder sends: at most three sub-themes, and how the young person feels about each."""

from flask import request
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField
from wtforms.fields import SelectChoice

from app.core.i18n import _l
from feedback.models import NO_THEME, VALENCES
from feedback.theming.codebook import codebook

VALENCE_WORDS = {
    "good": _l("Good"),
    "not_good": _l("Not good"),
    "mixed": _l("Mixed"),
    "idea_or_request": _l("An idea or a request"),
    "neutral": _l("Neither"),
}
VALENCE_KEYS = {"good": "g", "not_good": "n", "mixed": "m", "idea_or_request": "i", "neutral": "e"}

NO_THEME_WORDS = _l("Nothing in the codebook")

CODING_PROBLEMS = {
    "none": _l("Choose what it is about, or that it is about nothing in the codebook."),
    "none_and_some": _l("It is about something or about nothing: choose one."),
    "too_many": _l("Choose three at most. Which three matter most to them?"),
    "unknown": _l("One of these is not in the codebook. Choose again."),
    "no_valence": _l("Say how they feel about it."),
}


class CodingForm(FlaskForm):
    """`codes`, one feeling for all of them, and another for one code as `feeling_<code>`."""

    codes = SelectMultipleField(_l("What is it about?"), validate_choice=False)
    valence = RadioField(
        _l("How do they feel about it?"),
        choices=[SelectChoice(code, VALENCE_WORDS[code]) for code in VALENCES],
        validate_choice=False,
    )

    def pairs(self) -> list[tuple[str, str | None]]:
        """(sub-theme, valence) for each code, as `confirm_codes` takes them."""
        return [
            (code, None if code == NO_THEME else self._felt(code))
            for code in dict.fromkeys(self.codes.data or ())
        ]

    def felt_otherwise(self, code: str) -> str:
        """How they feel about this one alone; "" where it is as the whole comment."""
        return request.form.get(f"feeling_{code}", "")

    def _felt(self, code: str) -> str | None:
        return self.felt_otherwise(code) or self.valence.data


def label_of(code: str) -> str:
    """A sub-theme, or none, in the reader's language."""
    sub_theme = codebook().get(code)
    return sub_theme.label if sub_theme else str(NO_THEME_WORDS)
