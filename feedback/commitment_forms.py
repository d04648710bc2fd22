"""The form with which adults write down what they undertake."""

from itertools import starmap

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    Optional,
    Regexp,
    StopValidation,
    ValidationError,
)

from app.core.i18n import _l
from feedback.commitment_texts import STATE_LABELS
from feedback.commitments import Wording
from feedback.theming.codebook import codebook

LONGEST = 600
TOO_LONG = _l("Use at most 600 characters.")
SHORT_NAME = _l("Use its short name, such as P2.")
NONE = SelectChoice("", _l("None"))


def needed_while_doing(form, field) -> None:
    """Without a day nobody could be held to it. Raises StopValidation."""
    if form.state.data == "doing" and not any(field.raw_data or ()):
        raise StopValidation(_l("Say by when. Without a day nobody can be held to it."))


class CommitmentForm(FlaskForm):
    """`councils` and `owners`: (code or id, name) of those it may be written for and by whom."""

    council = SelectField(_l("Council"))
    said = TextAreaField(
        _l("You said"),
        [
            DataRequired(_l("Write what young people said, in your own words.")),
            Length(max=LONGEST, message=TOO_LONG),
        ],
    )
    state = RadioField(
        _l("What became of it"),
        choices=[SelectChoice(*pair) for pair in STATE_LABELS.items()],
        default="doing",
        validators=[InputRequired(_l("Say what became of it."))],
    )
    undertaken = TextAreaField(
        _l("What we did, are doing, or cannot do"),
        [
            DataRequired(_l("Write what was undertaken.")),
            Length(max=LONGEST, message=TOO_LONG),
        ],
    )
    because = TextAreaField(_l("Because"), [Length(max=LONGEST, message=TOO_LONG)])
    promise = StringField(
        _l("Promise it keeps"),
        [Optional(), Regexp(r"[A-Za-z0-9_.-]{1,20}\Z", message=SHORT_NAME)],
        filters=[lambda typed: typed.strip().upper() if typed else typed],
    )
    sub_theme = SelectField(_l("What it is about"), default="")
    due_on = DateField(_l("To be done by"), [needed_while_doing, Optional()])
    owner = SelectField(_l("Who answers for it"))
    public = BooleanField(_l("Young people can read this"))
    seen = HiddenField()

    def __init__(self, councils, owners, **values):
        super().__init__(**values)
        self.council.choices = [SelectChoice(*pair) for pair in councils]
        self.owner.choices = [SelectChoice("", _l("Nobody yet")), *starmap(SelectChoice, owners)]
        self.sub_theme.choices = [NONE, *(SelectChoice(one.id, one.label) for one in codebook())]

    def wording(self) -> Wording:
        """What was written, once it is valid."""
        return Wording(
            said=self.said.data.strip(),
            undertaken=self.undertaken.data.strip(),
            state=self.state.data,
            because=(self.because.data or "").strip(),
            promise=(self.promise.data or "").strip(),
            sub_theme=self.sub_theme.data,
            due_on=self.due_on.data,
            owner_id=int(self.owner.data) if self.owner.data else None,
            public=self.public.data,
        )

    def validate_because(self, field) -> None:
        """A no without a reason is no answer."""
        if self.state.data == "cannot" and not (field.data or "").strip():
            raise ValidationError(_l("Say why it cannot be done. Young people read this."))
