"""Searching the offer, and seeing less of it at once."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields import SelectChoice

from app.accounts.council_names import council_name
from app.accounts.models import Council
from app.core.i18n import _l
from app.offer.browsing import Wanted
from app.offer.question_form import AGE_IN_NUMBERS
from app.offer.texts import HEADINGS

EVERYTHING = SelectChoice("", _l("Everything"))
BOTH = SelectChoice("", _l("Both councils"))


class SearchForm(FlaskForm):
    """Shows again what was asked for. `Wanted` reads it: what makes no sense is left out."""

    class Meta:
        csrf = False

    q = StringField(_l("What are you looking for?"))
    heading = SelectField(
        _l("What it is about"),
        choices=[EVERYTHING, *(SelectChoice(*one) for one in HEADINGS.items())],
    )
    council = SelectField(_l("Your council"))
    age = StringField(_l("Your age"))
    no_referral = BooleanField(_l("Only what you can ask for by yourself"))

    def __init__(self, wanted: Wanted, councils: Iterable[Council]) -> None:
        super().__init__(
            formdata=None,
            data={
                "q": wanted.words,
                "heading": wanted.heading,
                "council": wanted.council,
                "age": wanted.bad_age or wanted.age,
                "no_referral": wanted.no_referral,
            },
        )
        if wanted.bad_age:
            self.age.errors = [AGE_IN_NUMBERS]
        self.council.choices = [
            BOTH,
            *(SelectChoice(one.code, council_name(one.name).striptags()) for one in councils),
        ]
