"""The link for carers, and whose step it is that came by it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.accounts.councils import councils_of, within
from app.accounts.models import Council
from app.awards import carer_steps
from app.awards.held import DeskHasIt
from app.awards.models import SmallStep
from app.core.addresses import public_address
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people.models import YoungPerson
from surveys.return_numbers import pictured

bp = Blueprint("step_matching", __name__, url_prefix="/awards/small-steps")
may_see = requires(Permission.AWARD_NOMINATE, Permission.STEP_CHECK)
may_check = requires(Permission.STEP_CHECK)


def _councils() -> list[Council]:
    """Those in which this account works: it may offer a step there, or check one."""
    wanted = (Permission.AWARD_NOMINATE, Permission.STEP_CHECK)
    found = {one.code: one for may in wanted for one in councils_of(signed_in(), may)}
    return sorted(found.values(), key=lambda one: one.name)


@bp.get("/link")
@may_see
def link():
    """What is handed to a carer: an address and a code to scan, for each council."""
    councils = _councils()
    links = carer_steps.links_of(councils)
    mine = {one.code for one in councils_of(signed_in(), Permission.STEP_CHECK)}
    shown = []
    for council in councils:
        there = links.get(council.code)
        address = public_address(f"/awards/small-steps/with/{there.code}") if there else ""
        shown.append((council, address, pictured(address) if there else None))
    return render_template(
        "awards/steps/link.html", shown=shown, mine=mine, form=EmptyForm(formdata=None)
    )


@bp.post("/link/<council>")
@may_check
def make_link(council):
    here = within(Council.code, signed_in(), Permission.STEP_CHECK)
    carer_steps.make_link(
        get_or_404(select(Council).where(Council.code == council, here)), signed_in()
    )
    session.commit()
    return redirect(url_for(".link"))


def _step(id: int) -> SmallStep:
    """One that came by the link and that nobody has gone on with."""
    seen = SmallStep.visible_to(signed_in()).where(SmallStep.id == id)
    step = get_or_404(seen.where(SmallStep.by_link, SmallStep.checked_on.is_(None)))
    here = step.council_code in {
        one.code for one in councils_of(signed_in(), Permission.STEP_CHECK)
    }
    return step if here else abort(404)


@bp.post("/<int:id>/match")
@may_check
def match(id):
    step, number = _step(id), request.form.get("person", 0, int)
    if not 0 < number < 2**63:
        flash(_("Pick somebody, or look for another name."), "careful")
        return redirect(url_for("small_steps.show", id=id))
    here = within(YoungPerson.council_code, signed_in(), Permission.STEP_CHECK)
    person = get_or_404(select(YoungPerson).where(YoungPerson.id == number, here))
    return _unless_desk_has_it(step, lambda: carer_steps.match(step, person, signed_in()))


@bp.post("/<int:id>/put-aside")
@may_check
def put_aside(id):
    step = _step(id)
    return _unless_desk_has_it(step, lambda: carer_steps.put_aside(step, signed_in()))


def _unless_desk_has_it(step: SmallStep, work):
    try:
        work()
    except DeskHasIt:
        flash(_("The duty desk has not closed this yet. It stays held back until then."), "careful")
    session.commit()
    return redirect(url_for("small_steps.show", id=step.id))
