"""What somebody fills in to bring in episodes."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from app.accounts.models import Council
from app.core.i18n import _l


class UploadForm(FlaskForm):
    """A file, and the council of every row that names none."""

    file = FileField(_l("The file"), validators=[FileRequired(_l("Choose a file."))])
    council = SelectField(_l("Council"))

    def __init__(self, councils: list[Council], **values):
        super().__init__(**values)
        self.council.choices = [SelectChoice(one.code, one.name) for one in councils]


class ConfirmForm(FlaskForm):
    """The same file, sealed, on its way back from the page that said what would happen."""

    sealed = HiddenField(validators=[InputRequired()])


WHICH = "which-"
"""With the number of a line: the field that says which child it is about."""


def picked_from(posted: Mapping[str, str]) -> dict[int, int]:
    """By line: the id of the child it is about, where somebody has said so."""
    said = ((name.removeprefix(WHICH), id) for name, id in posted.items() if name.startswith(WHICH))
    return {int(line): int(id) for line, id in said if line.isdecimal() and id.isdecimal()}
