"""Who is on when: putting somebody on the rota, swapping, and taking them off."""

from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.accounts.councils import councils_of, holds_for
from app.core.clock import LONDON, now
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import signed_in
from app.safeguarding import rota_services as services
from app.safeguarding.duty_models import Shift
from app.safeguarding.rota_forms import ShiftForm, SwapForm
from app.safeguarding.rota_questions import in_words, is_done
from app.safeguarding.rota_routes import duty_people, keeps_rota
from app.safeguarding.rota_week import monday_of

bp = Blueprint("shifts", __name__, url_prefix="/safeguarding/rota")


@bp.get("/new")
@keeps_rota
def new():
    form = _shift_form(formdata=None)
    start = _moment_asked("from") or now()
    form.fill(start, _moment_asked("to") or start + timedelta(hours=8), request.args.get("council"))
    return render_template("safeguarding/shift.html", form=form, shift=None)


@bp.post("/new")
@keeps_rota
def create():
    form = _shift_form()
    if not form.validate_on_submit() or not is_done(
        form, lambda: services.put_on(form.wanted, signed_in(), form.as_well.data)
    ):
        return render_template("safeguarding/shift.html", form=form, shift=None), 422
    session.commit()
    flash(_("%(name)s is on the rota.", name=form.wanted.account.display_name), "good")
    return _to_the_week_of(form.starts_at)


@bp.get("/<int:id>")
@keeps_rota
def show(id):
    shift = _find(id)
    form = _shift_form(formdata=None)
    form.fill_from(shift)
    return _shift_page(shift, form)


@bp.post("/<int:id>")
@keeps_rota
def change(id):
    shift, form = _find(id), _shift_form()
    if not form.validate_on_submit() or not is_done(
        form, lambda: services.change(shift, form.wanted, signed_in(), form.as_well.data)
    ):
        return _shift_page(shift, form, status=422)
    session.commit()
    flash(_("The rota is changed."), "good")
    return _to_the_week_of(shift.starts_at)


@bp.post("/<int:id>/swap")
@keeps_rota
def swap(id):
    shift = _find(id)
    form = _swap_form(shift)
    if not form.validate_on_submit():
        return _shift_page(shift, swap_form=form, status=422)
    other = _find(form.other.data)
    if not is_done(form, lambda: services.swap(shift, other, signed_in())):
        return _shift_page(shift, swap_form=form, status=422)
    session.commit()
    flash(_("They have swapped."), "good")
    return _to_the_week_of(shift.starts_at)


@bp.post("/<int:id>/take-off")
@keeps_rota
def take_off(id):
    shift = _find(id)
    start = shift.starts_at
    try:
        services.take_off(shift, signed_in())
    except services.Over:
        flash(_("That time is over, and stays as it was."), "careful")
        return _to_the_week_of(start)
    session.commit()
    flash(_("%(name)s is no longer on then.", name=shift.account.display_name))
    return _to_the_week_of(start)


def _find(id: int) -> Shift:
    return get_or_404(Shift.kept_by(signed_in()).where(Shift.id == id))


def _shift_form(**values) -> ShiftForm:
    everywhere = holds_for(signed_in(), Permission.ROTA, None)
    return ShiftForm(duty_people(), councils_of(signed_in(), Permission.ROTA), everywhere, **values)


def _swap_form(shift: Shift, **values) -> SwapForm:
    return SwapForm(services.shifts_to_swap_with(shift, signed_in()), in_words, **values)


def _shift_page(shift: Shift, form=None, swap_form=None, status: int = 200):
    if form is None:
        form = _shift_form(formdata=None)
        form.fill_from(shift)
    page = render_template(
        "safeguarding/shift.html",
        form=form,
        swap_form=swap_form or _swap_form(shift, formdata=None),
        button_form=EmptyForm(formdata=None),
        shift=shift,
        over=shift.ends_at <= now(),
    )
    return page, status


def _moment_asked(name: str) -> datetime | None:
    """A time on the wall clock in the address; None when there is none."""
    try:
        return datetime.fromisoformat(request.args.get(name, "")).replace(tzinfo=LONDON)
    except ValueError:
        return None


def _to_the_week_of(moment: datetime):
    day = moment.astimezone(LONDON).date()
    return redirect(url_for("rota.index", week=monday_of(day).isoformat()))
