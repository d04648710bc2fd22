"""What whoever listened says about a conversation."""

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from app.core.i18n import _l, languages_for_young_people
from app.core.languages import ENGLISH, Language, find
from app.interviews.conducting import QUESTIONS, Held, OddTime
from app.interviews.interview_models import METHODS
from app.interviews.moment_field import MomentField
from app.interviews.talk_words import METHODS as METHOD_WORDS
from app.interviews.talk_words import PLACES as PLACE_WORDS


class LanguageForm(FlaskForm):
    """In which language the questions stand in front of the child."""

    language = SelectField(_l("The child’s language"))

    def __init__(self, now: str, **values):
        super().__init__(data={"language": now}, **values)
        offered = dict.fromkeys([*languages_for_young_people(), find(now) or ENGLISH])
        self.language.choices = [SelectChoice(str(one), _both(one)) for one in offered]


def _both(language: Language) -> str:
    if language.own_name == language.english_name:
        return language.own_name
    return f"{language.own_name} ({language.english_name})"


class HeldForm(FlaskForm):
    """When and how they talked, and whether the child took part: each a fact of its own."""

    held_at = MomentField(
        _l("When did you talk?"), [InputRequired(_l("Say on which day and at what time."))]
    )
    child_took_part = RadioField(
        _l("Did the child take part?"),
        [InputRequired(_l("Say whether the child was part of it."))],
        choices=[
            SelectChoice("yes", _l("Yes, the child talked with me")),
            SelectChoice("no", _l("No, I filled this in without the child")),
        ],
    )
    method = RadioField(
        _l("How did you talk?"),
        [InputRequired(_l("Say how you talked."))],
        choices=[SelectChoice(code, METHOD_WORDS[code]) for code in METHODS],
    )
    place = RadioField(
        _l("Where were you?"),
        [Optional()],
        choices=[SelectChoice(code, words) for code, words in PLACE_WORDS.items()],
    )
    with_interpreter = BooleanField(_l("An interpreter was there"))
    with_friend = BooleanField(_l("Somebody was there for the child"))

    def held(self) -> Held:
        """What was said, once it is valid."""
        return Held(
            at=self.held_at.data,
            method=self.method.data,
            place=self.place.data or None,
            child_took_part=self.child_took_part.data == "yes",
            with_interpreter=self.with_interpreter.data,
            with_friend=self.with_friend.data,
        )

    def ask_again(self, odd: OddTime) -> None:
        self.held_at.errors = [str(QUESTIONS[odd.reason])]


def read_wall(written: str) -> datetime | None:
    """What a tablet says its clock shows, or None."""
    try:
        return datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return None
