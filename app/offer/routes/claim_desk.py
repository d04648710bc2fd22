"""What young people asked for, for the adults who see to it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import joinedload, selectinload

from app.core import audit
from app.core.clock import today
from app.core.db import get_or_404, session, will_write
from app.core.i18n import gettext as _
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.offer import claims
from app.offer.claim_forms import ON_IT, SettleForm
from app.offer.claim_models import Claim
from app.offer.texts import CLAIM_STATES
from app.offer.words import Words

bp = Blueprint("claim_desk", __name__, url_prefix="/offer/claims/desk")

A_PAGE = 50


@bp.get("/")
@requires(Permission.CLAIMS)
def index():
    """What waits, soonest due first; or what was settled."""
    settled = request.args.get("show") == "settled"
    page = page_asked()
    rows = claims.visible_to(signed_in())
    rows = rows.where(Claim.state != "open" if settled else Claim.state == "open")
    order = Claim.settled_on.desc() if settled else Claim.due_on
    rows = rows.options(joinedload(Claim.held_by), selectinload(Claim.young_person))
    rows = rows.order_by(order, Claim.id).offset((page - 1) * A_PAGE).limit(A_PAGE + 1)
    found = session.scalars(rows).all()
    return render_template(
        "offer/claims/desk.html",
        claims=[(one, Words.of(one.entitlement.content)) for one in found[:A_PAGE]],
        more=len(found) > A_PAGE,
        page=page,
        settled=settled,
        states=CLAIM_STATES,
        today=today(),
    )


@bp.get("/<int:id>")
@requires(Permission.CLAIMS)
def show(id):
    claim = _one(id)
    return _claim_page(claim, _settle_form(claim, formdata=None))


def _settle_form(claim: Claim, **values) -> SettleForm:
    return SettleForm(may_put_off=claim.on_it_since is None, **values)


def _one(id: int) -> Claim:
    return get_or_404(claims.visible_to(signed_in()).where(Claim.id == id))


def _claim_page(claim: Claim, form: SettleForm, status: int = 200, problem: str = ""):
    """The claim and the form; that this adult read the sentence is on the trail before they see it.

    It is shown to whoever sees to the claim, and to the managers only while nobody else does.
    """
    may_read = claim.held_by_id in (None, signed_in().id)
    if may_read and claim.words is not None:
        audit.record("read", claims.SUBJECT, claim.id, signed_in())
        session.commit()
    page = render_template(
        "offer/claims/show.html",
        claim=claim,
        may_read=may_read,
        words=Words.of(claim.entitlement.content),
        states=CLAIM_STATES,
        today=today(),
        form=form,
        problem=problem,
    )
    return page, status


@bp.post("/<int:id>")
@requires(Permission.CLAIMS)
def settle(id):
    will_write()
    claim = _one(id)
    form = _settle_form(claim)
    if not form.validate_on_submit():
        return _claim_page(claim, form, 422)
    try:
        if form.outcome.data == ON_IT:
            claims.be_on_it(claim, signed_in(), form.by.data, form.reason.data)
        else:
            claims.settle(claim, signed_in(), form.outcome.data, form.reason.data)
    except claims.AlreadySettled:
        return _claim_page(claim, form, 409, _("Somebody has settled this already."))
    session.commit()
    flash(_("The young person can read your answer now."))
    return redirect(url_for(".index"), 303)
