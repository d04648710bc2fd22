"""The rota: a week or two at a look, and who is on when."""

from datetime import date, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.accounts.councils import councils_of, holds_for, staff_with
from app.accounts.models import Account
from app.core.clock import LONDON, now, today
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.safeguarding import rota_services as services
from app.safeguarding import texts
from app.safeguarding.duty_models import Shift
from app.safeguarding.duty_numbers import NotANumber, numbers_of
from app.safeguarding.duty_numbers import keep_number as keep_number_of
from app.safeguarding.rota_forms import NumberForm, ShiftForm, SwapForm
from app.safeguarding.rota_questions import in_words, is_done
from app.safeguarding.rota_week import desks, monday_of, wall_clock

bp = Blueprint("rota", __name__, url_prefix="/safeguarding/rota")

keeps_rota = requires(Permission.ROTA)

A_WEEK = timedelta(days=7)
MOST_WEEKS = 2


@bp.get("/")
@keeps_rota
def index():
    return _week_page()


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


@bp.post("/copy")
@keeps_rota
def copy():
    """The week before the one that is looked at, again."""
    monday = _week_asked()
    copied, left_out = services.copy_week(monday, signed_in())
    session.commit()
    flash(
        _(
            "Copied from the week before: %(copied)d. Left out, because somebody is on then or may "
            "not be: %(left_out)d.",
            copied=copied,
            left_out=left_out,
        ),
        "good" if copied else "careful",
    )
    return redirect(url_for(".index", week=monday.isoformat()))


@bp.post("/number")
@keeps_rota
def keep_number():
    form = NumberForm(_people())
    if not form.validate_on_submit():
        return _week_page(form), 422
    account = next(one for one in _people() if one.id == form.account.data)
    try:
        keep_number_of(account, form.number.data or "", signed_in())
    except NotANumber:
        form.number.errors = [_("Texts go to British mobiles only. Is this number right?")]
        return _week_page(form), 422
    session.commit()
    flash(_("Saved."), "good")
    return redirect(url_for(".index"))


def _find(id: int) -> Shift:
    return get_or_404(Shift.kept_by(signed_in()).where(Shift.id == id))


def _people() -> list[Account]:
    """Everybody who has the duty desk of a council whose rota is kept here, by name."""
    found = {}
    for council in councils_of(signed_in(), Permission.ROTA):
        rows = staff_with(Permission.ALERTS, council.code)
        found |= {account.id: account for account in session.scalars(rows)}
    return sorted(found.values(), key=lambda account: account.display_name)


def _shift_form(**values) -> ShiftForm:
    everywhere = holds_for(signed_in(), Permission.ROTA, None)
    return ShiftForm(_people(), councils_of(signed_in(), Permission.ROTA), everywhere, **values)


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


def _week_page(number_form: NumberForm | None = None) -> str:
    monday = _week_asked()
    weeks = MOST_WEEKS if request.args.get("weeks") == "2" else 1
    people = _people()
    return render_template(
        "safeguarding/rota.html",
        desks=desks(councils_of(signed_in(), Permission.ROTA), monday, weeks),
        monday=monday,
        weeks=weeks,
        before=(monday - A_WEEK).isoformat(),
        after=(monday + A_WEEK).isoformat(),
        this_week=monday_of(today()),
        people=people,
        numbers=numbers_of(people),
        number_form=number_form or NumberForm(people, formdata=None),
        button_form=EmptyForm(formdata=None),
        keeps=lambda shift: holds_for(signed_in(), Permission.ROTA, shift.council_code),
        wall_clock=wall_clock,
        texts=texts,
        now=now(),
    )


def _week_asked() -> date:
    """The Monday of the week in the address; of this week when there is none."""
    asked = request.args.get("week", "")
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today()
    if abs(day - today()) > services.FURTHEST:
        day = today()
    return monday_of(day)


def _moment_asked(name: str) -> datetime | None:
    """A time on the wall clock in the address; None when there is none."""
    try:
        return datetime.fromisoformat(request.args.get(name, "")).replace(tzinfo=LONDON)
    except ValueError:
        return None


def _to_the_week_of(moment: datetime):
    day = moment.astimezone(LONDON).date()
    return redirect(url_for(".index", week=monday_of(day).isoformat()))
