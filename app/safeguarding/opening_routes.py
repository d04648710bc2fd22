"""Break-glass at the duty desk: open a young person's conversations, see who did, decide when the
young person sees it.
"""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core.calendars import day_in_text
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.break_glass import BreakGlass, may_be_opened_by
from app.people.models import YoungPerson
from app.safeguarding import opening, reading_door, texts
from app.safeguarding.opening_forms import FindForm, HoldForm, OpenForm

bp = Blueprint("opened", __name__, url_prefix="/safeguarding/opened")

may_open = requires(Permission.BREAK_GLASS)
may_see = requires(Permission.BREAK_GLASS, Permission.BREAK_GLASS_OVERSEE)
may_oversee = requires(Permission.BREAK_GLASS_OVERSEE)


@bp.get("/")
@may_see
def index():
    return _list_page(FindForm(formdata=None))


@bp.post("/find")
@may_open
def find():
    """A name is looked for with what is posted, because no name belongs in an address."""
    form = FindForm()
    if not form.validate_on_submit():
        return _list_page(form), 422
    found = opening.find_by_name(form.name.data or "", signed_in())
    if not found:
        form.name.errors = [_("Nobody here has this name. Is it spelt as their workers do?")]
        return _list_page(form), 422
    return _list_page(form, found)


@bp.get("/of/<int:young_person_id>")
@may_open
def new(young_person_id):
    return _open_page(_find_person(young_person_id), OpenForm(formdata=None))


@bp.post("/of/<int:young_person_id>")
@may_open
def create(young_person_id):
    person, form = _find_person(young_person_id), OpenForm()
    there = opening.still_open_for(signed_in(), person)
    if there is not None:
        return redirect(reading_door.address(there.id))
    if not form.validate_on_submit():
        return _open_page(person, form), 422
    facts = form.reason.data, form.why.data.strip(), form.could_harm.data
    reading = opening.open_conversations(person, signed_in(), *facts)
    session.commit()
    flash(_("Open for an hour. It is written down, and the second contact is told."))
    return redirect(reading_door.address(reading.id))


@bp.get("/<int:id>")
@may_see
def show(id):
    return _page(_find(id))


@bp.post("/<int:id>/close")
@may_open
def close(id):
    if EmptyForm().validate_on_submit():
        opening.close_again(_find(id), signed_in())
        session.commit()
        flash(_("Closed. Thank you."))
    return redirect(url_for(".show", id=id))


@bp.post("/<int:id>/hold")
@may_oversee
def hold(id):
    reading, form = _find(id), HoldForm()
    if not form.validate_on_submit():
        return _page(reading, form), 422
    try:
        opening.hold_back(reading, signed_in(), form.why.data.strip(), form.until.data)
    except opening.NotADay:
        last = day_in_text(today() + opening.FURTHEST)
        form.until.errors = [_("Which day after today, and no later than %(day)s?", day=last)]
        return _page(reading, form), 422
    except opening.OwnReading:
        form.why.errors = [_("You read it yourself: somebody else has to decide.")]
        return _page(reading, form), 409
    session.commit()
    flash(_("The young person is not shown it before that day."))
    return redirect(url_for(".show", id=id))


@bp.post("/<int:id>/show-now")
@may_oversee
def show_now(id):
    reading = _find(id)
    try:
        opening.show_now(reading, signed_in())
    except opening.OwnReading:
        flash(_("You read it yourself: somebody else has to decide."), "careful")
        return redirect(url_for(".show", id=id))
    session.commit()
    flash(_("The young person sees it from now on."))
    return redirect(url_for(".show", id=id))


def _find(id: int) -> BreakGlass:
    return get_or_404(BreakGlass.visible_to(signed_in()).where(BreakGlass.id == id))


def _find_person(id: int) -> YoungPerson:
    return get_or_404(may_be_opened_by(signed_in()).where(YoungPerson.id == id))


def _list_page(form: FindForm, found=()) -> str:
    return render_template(
        "safeguarding/opened_list.html",
        form=form,
        found=found,
        readings=opening.opened_by(signed_in()),
        texts=texts,
    )


def _open_page(person: YoungPerson, form: OpenForm) -> str:
    return render_template(
        "safeguarding/open.html",
        person=person,
        form=form,
        there=opening.still_open_for(signed_in(), person),
        address=reading_door.address,
    )


def _page(reading: BreakGlass, form: HoldForm | None = None) -> str:
    return render_template(
        "safeguarding/opened.html",
        reading=reading,
        form=form or HoldForm(formdata=None),
        button_form=EmptyForm(formdata=None),
        mine=reading.account_id == signed_in().id,
        may_decide=opening.may_decide(reading, signed_in()),
        address=reading_door.address(reading.id),
        texts=texts,
    )
