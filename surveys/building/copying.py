"""A copy of a survey gets a name of its own, so that the two can be told apart."""

import re

from wtforms import StringField

from app.core.clock import today
from app.core.i18n import _l
from surveys.building.forms import Fits, StepForm
from surveys.building.problems import LONGEST
from surveys.survey_models import Survey

YEAR = re.compile(r" \((\d{4})(?:, (\d{1,3}))?\)$")
"""What the name of a copy ends with: “ (2026)”, or “ (2026, 2)” for the second of that year."""
ROOM = 12
"""Letters that this takes."""


class CopyForm(StepForm):
    """What the copy is called."""

    title = StringField(
        _l("What is the copy called?"), validators=[Fits(LONGEST["title"], required=True)]
    )


def copy_form(survey: Survey) -> CopyForm:
    """Filled with a name that the copy can have."""
    return CopyForm(
        formdata=None, data={"seen": survey.revision, "title": name_of_copy(survey.title)}
    )


def name_of_copy(title: str) -> str:
    """The old name with this year; or, for a copy of this year's, with the next number."""
    found, year = YEAR.search(title), str(today().year)
    plain = YEAR.sub("", title)[: LONGEST["title"] - ROOM].rstrip()
    if found is None or found[1] != year:
        return f"{plain} ({year})"
    return f"{plain} ({year}, {int(found[2] or 1) + 1})"
