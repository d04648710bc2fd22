"""The rota: a week or two at a look, and the numbers of those who are on it."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.accounts.councils import councils_of, holds_for, staff_with
from app.accounts.models import Account
from app.core.clock import now, today
from app.core.db import session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.safeguarding import rota_services as services
from app.safeguarding import texts
from app.safeguarding.duty_numbers import NotANumber, numbers_of
from app.safeguarding.duty_numbers import keep_number as keep_number_of
from app.safeguarding.rota_forms import NumberForm
from app.safeguarding.rota_week import desks, monday_of, wall_clock

bp = Blueprint("rota", __name__, url_prefix="/safeguarding/rota")

keeps_rota = requires(Permission.ROTA)

A_WEEK = timedelta(days=7)
MOST_WEEKS = 2


@bp.get("/")
@keeps_rota
def index():
    return _week_page()


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
    form = NumberForm(duty_people())
    if not form.validate_on_submit():
        return _week_page(form), 422
    account = next(one for one in duty_people() if one.id == form.account.data)
    try:
        keep_number_of(account, form.number.data or "", signed_in())
    except NotANumber:
        form.number.errors = [_("Texts go to British mobiles only. Is this number right?")]
        return _week_page(form), 422
    session.commit()
    flash(_("Saved."), "good")
    return redirect(url_for(".index"))


def duty_people() -> list[Account]:
    """Everybody who has the duty desk of a council whose rota is kept here, by name."""
    found = {}
    for council in councils_of(signed_in(), Permission.ROTA):
        rows = staff_with(Permission.ALERTS, council.code)
        found |= {account.id: account for account in session.scalars(rows)}
    return sorted(found.values(), key=lambda account: account.display_name)


def _week_page(number_form: NumberForm | None = None) -> str:
    monday = _week_asked()
    weeks = MOST_WEEKS if request.args.get("weeks") == "2" else 1
    people = duty_people()
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
