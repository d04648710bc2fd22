"""What an officer fills in to ask for a quote."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from app.core.i18n import _l
from feedback.quotes import LONGEST

CHECK_WORDS = {
    "name": _l("May be a name:"),
    "age": _l("An age, a number or a day:"),
    "place": _l("A place:"),
    "rare": _l("Few children could say this:"),
}


def as_typed(words: str | None) -> str | None:
    """The words with one kind of line end, and without half characters that nobody typed."""
    if words is None:
        return None
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").strip()


class QuoteForm(FlaskForm):
    excerpt = TextAreaField(
        _l("The words to ask for"),
        filters=[as_typed],
        validators=[
            InputRequired(_l("Leave the words you want to ask for.")),
            Length(max=LONGEST, message=_l("Keep it under %(max)d characters.")),
            Regexp(r"[^\x00]*\Z", message=_l("There is a sign in it that cannot be kept.")),
        ],
    )
    checked = BooleanField(
        _l(
            "I have read it again. No name, place, age or rare fact is left by which somebody"
            " could know who said it."
        ),
        validators=[InputRequired(_l("Read it again and tick the box. Nobody else checks it."))],
    )
