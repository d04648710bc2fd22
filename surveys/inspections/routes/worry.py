"""For inspectors: one tap from every one of their pages to the duty desk."""

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select

from app.core.clock import now
from app.core.db import get_or_404, session
from app.core.permissions import Permission
from app.core.security import csrf, public, signed_in
from app.safeguarding.cover import cover
from app.safeguarding.deadlines import allowed, quarter_after
from app.safeguarding.helplines import first_lines
from surveys.inspections import worries
from surveys.inspections.forms import WorryForm
from surveys.inspections.inspection_models import Inspection
from surveys.inspections.routes.door import may_inspect, own_council
from surveys.inspections.told_models import InspectorsWorry

bp = Blueprint("inspectors_worry", __name__, url_prefix="/inspecting/worry")


@bp.post("/")
@csrf.exempt
@public
def tell():
    """The duty desk is told at once; which inspection it is about comes with the page.

    The page's token is not asked for: somebody in danger on a page that lay open for long is heard
    all the same, and another site's page cannot send our cookie along. Whoever is not signed in any
    more is led to the page with the tap that is there for everybody.
    """
    account = signed_in()
    if account is None or not account.may(Permission.INSPECT):
        return redirect("/help", 303)
    wanted = request.form.get("inspection", 0, int)
    seen = Inspection.visible_to(account).where(Inspection.id == min(max(wanted, 0), 2**63 - 1))
    inspection = session.scalars(seen).unique().one_or_none()
    worry = worries.tell_duty_desk(account, inspection, own_council(account))
    session.commit()
    return redirect(url_for(".told", id=worry.id))


def _own(id: int) -> InspectorsWorry:
    return get_or_404(
        select(InspectorsWorry).where(
            InspectorsWorry.id == id, InspectorsWorry.said_by_id == signed_in().id
        )
    )


def desk_promise(council_code: str | None) -> dict:
    """When the desk looks at a tap of this moment, as the rota and the clock say."""
    red_by = quarter_after(now() + allowed("red", council_code))
    return {"duty": cover(council_code), "red_by": red_by}


def _page(worry: InspectorsWorry, form: WorryForm):
    return render_template(
        "inspections/worry.html",
        worry=worry,
        form=form,
        lines=first_lines(now()),
        promise=desk_promise(worry.council_code),
    )


@bp.get("/<int:id>")
@may_inspect
def told(id):
    return _page(_own(id), WorryForm(formdata=None))


@bp.post("/<int:id>")
@may_inspect
def say_more(id):
    worry, form = _own(id), WorryForm()
    if not form.validate_on_submit():
        return _page(worry, form), 422
    worries.say_more(worry, form.words.data)
    session.commit()
    return redirect(url_for(".told", id=worry.id))
