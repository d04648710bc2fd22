"""What an officer fills in at the desk: a whole line, a reason, the day of the next review."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.accounts.models import Council
from app.core.i18n import _, _l
from app.offer.desk_texts import (
    BASIS_NAMES,
    CONFIDENCE_NAMES,
    EVERYWHERE_NAME,
    FIELD_NAMES,
    STRENGTH_NAMES,
    UNIT_NAMES,
    WHO_NAMES,
)
from app.offer.record_problems import NotALine
from app.offer.record_reading import read_record
from app.offer.records import Record
from app.offer.rows import CODES, RECORD_COLUMNS, YES_NO, column_of, data_of, record_row
from app.offer.staff_texts import HEADING_NAMES
from app.offer.texts import BRING, HELPS, NEEDS

NOTHING = SelectChoice("", "–")
A_NUMBER = NumberRange(1, 1_000_000)


def _choices(names: dict) -> list[SelectChoice]:
    return [SelectChoice(code, words) for code, words in names.items()]


def _one(column: str, names: dict, *first: SelectChoice) -> SelectField:
    choices = [*first, *_choices(names)]
    return SelectField(FIELD_NAMES[column], choices=choices, validate_choice=False)


def _some(column: str, names: dict) -> SelectMultipleField:
    return SelectMultipleField(FIELD_NAMES[column], choices=_choices(names), validate_choice=False)


class WordingForm(FlaskForm):
    """Every field of a record, under its column's name. `record` checks them all at once."""

    seen = IntegerField(validators=[Optional(), A_NUMBER], widget=HiddenInput())
    """The number of the revision this was written from."""
    title = StringField(FIELD_NAMES["title"])
    text = TextAreaField(FIELD_NAMES["text"])
    amount_words = StringField(FIELD_NAMES["amount_words"])
    conditions = TextAreaField(FIELD_NAMES["conditions"])
    how = TextAreaField(FIELD_NAMES["how"])
    bring = _some("bring", BRING)
    helps = _some("helps", HELPS)
    who = _some("who", WHO_NAMES)
    age_from = StringField(FIELD_NAMES["age_from"])
    until_birthday = StringField(FIELD_NAMES["until_birthday"])
    needs = _some("needs", NEEDS)
    no_referral = BooleanField(FIELD_NAMES["no_referral"])
    heading = _one("heading", HEADING_NAMES)
    strength = _one("strength", STRENGTH_NAMES)
    topic = StringField(FIELD_NAMES["topic"])
    amount_value = StringField(FIELD_NAMES["amount_value"])
    amount_unit = _one("amount_unit", UNIT_NAMES, NOTHING)
    amount_basis = _one("amount_basis", BASIS_NAMES, NOTHING)
    law = StringField(FIELD_NAMES["law"])
    verify = TextAreaField(FIELD_NAMES["verify"])
    yearly = BooleanField(FIELD_NAMES["yearly"])
    confidence = _one("confidence", CONFIDENCE_NAMES)
    evidence = TextAreaField(FIELD_NAMES["evidence"])
    note = StringField(
        _l("Why it is changed"), [Length(max=500, message=_l("500 characters are the most."))]
    )

    def __init__(self, *args, **values):
        super().__init__(*args, **values)
        self._chosen_first()

    def show(self, record: Record, seen: int) -> None:
        """Fill in what the line says."""
        row = record_row(record)
        for column in RECORD_COLUMNS:
            self[column].data = row[column]
        for column in CODES:
            self[column].data = list(getattr(record, column))
        for column in YES_NO:
            self[column].data = getattr(record, column)
        self.seen.data = seen
        self._chosen_first()

    def _chosen_first(self) -> None:
        """What is chosen stands first, in its order: who helps best is named first, and a browser
        sends the boxes as they stand.
        """
        for column in CODES:
            field = self[column]
            order = {code: place for place, code in enumerate(field.data or ())}
            field.choices = sorted(field.choices, key=lambda one: order.get(one.value, len(order)))

    def record(self, topic: str = "") -> Record | None:
        """What was filled in; None when something is wrong, which then stands with its field.

        `topic` is for a line that names none.
        """
        row = {column: self[column].data or "" for column in RECORD_COLUMNS}
        row |= {column: "; ".join(self[column].data or ()) for column in CODES}
        row |= {column: "yes" if self[column].data else "no" for column in YES_NO}
        row["topic"] = row["topic"].strip() or topic
        try:
            return read_record(data_of(row))
        except NotALine as wrong:
            for problem in wrong.problems:
                field = self[column_of(problem.field)]
                field.errors = [*field.errors, problem.words]
            return None

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong, as (field's id, words that name the field), down the page."""
        return [
            (field.id, _("%(field)s: %(problem)s", field=field.label.text, problem=problem))
            for field in self
            for problem in field.errors
            if field.name != "csrf_token"
        ]


class NewLineForm(WordingForm):
    """A line there was not: also which council's it is, which cannot change."""

    council = SelectField(_l("Council"))

    def offer_councils(self, councils: list[Council]) -> None:
        named = [SelectChoice(one.code, one.name) for one in councils]
        self.council.choices = [SelectChoice("", EVERYWHERE_NAME), *named]


class NumberForm(FlaskForm):
    """A button, about the revision of this number."""

    number = IntegerField(validators=[InputRequired(), A_NUMBER], widget=HiddenInput())


class ReturnForm(NumberForm):
    reason = TextAreaField(
        _l("What has to be different"),
        [
            DataRequired(_l("Say what has to be different, so that it can be put right.")),
            Length(max=300, message=_l("300 characters are the most.")),
        ],
    )


class CheckedForm(FlaskForm):
    review_by = DateField(
        _l("Look at it again by"), [InputRequired(_l("Give a day, such as 06/04/2027."))]
    )


class WithdrawForm(FlaskForm):
    why = TextAreaField(
        _l("Why nobody is shown it any more"),
        [
            DataRequired(_l("Say why; whoever asks later will want to know.")),
            Length(max=300, message=_l("300 characters are the most.")),
        ],
    )


class ButtonForm(FlaskForm):
    """A button and nothing else."""
