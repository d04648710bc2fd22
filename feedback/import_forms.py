"""What an officer fills in to bring in comments."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.core.clock import today
from app.core.i18n import _l
from app.core.languages import LANGUAGES


class UploadForm(FlaskForm):
    """A file, and what holds for every row that does not say it itself."""

    file = FileField(_l("The file"), validators=[FileRequired(_l("Choose a file."))])
    council = SelectField(_l("Council"))
    day = DateField(
        _l("Day"),
        validators=[Optional()],
        render_kw={"type": "date"},
    )
    language = SelectField(
        _l("Language"), choices=[SelectChoice(str(one), one.own_name) for one in LANGUAGES]
    )
    text_column = StringField(_l("Column with the comments"), validators=[Length(max=100)])

    def validate_day(self, field) -> None:
        if field.data is not None and field.data > today():
            raise ValidationError(_l("That day is in the future."))


class ConfirmForm(FlaskForm):
    """The same file, sealed, on its way back from the page that said what would happen."""

    sealed = HiddenField(validators=[InputRequired()])
