"""What somebody fills in to bring in episodes."""

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
