"""For officers: from what inspectors wrote to the duty desk."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from app.core import audit
from app.core.db import get_or_404, session
from app.core.i18n import _, _l
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.subjects import KINDS
from surveys.inspections.worried_reader import Text, known_at_desk, tell_duty_desk, texts_of

bp = Blueprint("inspection_worry", __name__, url_prefix="/inspections/desk")
may_check = requires(Permission.INSPECTION_CHECK)
BEGINNING = 120
"""Letters of a text by which an officer knows it again."""


class WhichForm(FlaskForm):
    which = RadioField(
        _l("Which of it worries you?"), [InputRequired(_l("Pick what worries you."))], choices=[]
    )

    def __init__(self, inspection: Inspection, **values) -> None:
        super().__init__(**values)
        self.texts = {one.code: one for one in texts_of(inspection)}
        desk = known_at_desk(inspection, signed_in())
        self.which.choices = [
            SelectChoice(code, _called(one, desk.get(one.row_id)))
            for code, one in self.texts.items()
        ]


def _called(text: Text, at_the_desk: bool | None) -> str:
    words = " ".join(text.words.split())
    words = words if len(words) <= BEGINNING else f"{words[:BEGINNING]}…"
    called = f"{KINDS[text.kind].title}: {words}"
    return f"{called} ({_('The duty desk has it already')})" if at_the_desk else called


def _one(id: int) -> Inspection:
    return get_or_404(Inspection.checked_by(signed_in()).where(Inspection.id == id))


def _page(inspection: Inspection, form: WhichForm, status: int = 200):
    page = render_template("inspections/desk/worry.html", inspection=inspection, form=form)
    return page, status


@bp.get("/<int:id>/worry")
@may_check
def ask(id):
    inspection = _one(id)
    audit.record("read", "inspection", inspection.id, signed_in())
    session.commit()
    return _page(inspection, WhichForm(inspection, formdata=None))


@bp.post("/<int:id>/worry")
@may_check
def tell(id):
    inspection = _one(id)
    form = WhichForm(inspection)
    if not form.validate_on_submit():
        return _page(inspection, form, 422)
    tell_duty_desk(inspection, form.texts[form.which.data], signed_in())
    session.commit()
    flash(_("The duty desk has it now, as urgent."), "good")
    return redirect(url_for("inspection_check.show", id=inspection.id), 303)
