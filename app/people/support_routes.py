"""Whether a young person is disabled or needs more help, as whoever keeps the record writes it."""

from flask import Blueprint, abort, redirect, render_template, url_for

from app.core.db import get_or_404, session
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people import services, support
from app.people.forms import SupportForm
from app.people.models import YoungPerson

bp = Blueprint("support", __name__, url_prefix="/people")

may_manage = requires(Permission.PEOPLE_MANAGE)


def _managed(id: int) -> YoungPerson:
    person = get_or_404(YoungPerson.visible_to(signed_in()).where(YoungPerson.id == id))
    return person if services.keeps_record(signed_in(), person) else abort(404)


@bp.get("/<int:id>/support")
@may_manage
def show(id: int):
    person = _managed(id)
    said = support.CODES[person.disabled]
    return _page(person, SupportForm(formdata=None, data={"disabled": said}))


def _page(person: YoungPerson, form: SupportForm, status: int = 200):
    return render_template("people/support.html", young_person=person, form=form), status


@bp.post("/<int:id>/support")
@may_manage
def keep(id: int):
    person, form = _managed(id), SupportForm()
    if not form.validate_on_submit():
        return _page(person, form, 422)
    support.say_disabled(person, form.is_disabled, signed_in())
    session.commit()
    return redirect(url_for("people.show", id=person.id), 303)
