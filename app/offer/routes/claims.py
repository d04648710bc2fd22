"""I'd like this, I asked and didn't get it: for the young person, and for who sees to it."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func
from sqlalchemy.orm import joinedload, selectinload

from app.core.clock import today
from app.core.db import get_or_404, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from app.offer import claims
from app.offer.catalogue import find_line
from app.offer.claim_forms import ClaimForm, SettleForm
from app.offer.models import CLAIM_KINDS, Claim
from app.offer.texts import CLAIM_STATES
from app.offer.words import Words
from app.people.models import YoungPerson
from app.people.teams import record_of

bp = Blueprint("claims", __name__, url_prefix="/offer/claims")

A_PAGE = 50


def init_app(app: Flask) -> None:
    """A young person finds the answers to what they asked for from their first page."""
    app.add_template_global(_my_claims, "my_claims")


def _my_claims() -> tuple[int, int]:
    """How many claims the young person who is signed in has made, and on how many something is new
    for them.
    """
    account = signed_in()
    if account is None or not account.is_young_person:
        return 0, 0
    made = session.scalar(claims.visible_to(account).with_only_columns(func.count()))
    return made, claims.news_of(account) if made else 0


def _me() -> YoungPerson | None:
    account = signed_in()
    return record_of(account) if account and account.is_young_person else None


@bp.get("/new")
@public
def new():
    """Before they ask: who sees to it, and by when."""
    kind = request.args.get("kind", "wanted")
    if kind not in CLAIM_KINDS:
        abort(404)
    line, person = find_line(request.args.get("line", "")), _me()
    if line is None or line.strength == "announced":
        return render_template("offer/gone.html"), 404
    return render_template(
        "offer/claims/new.html",
        line=line,
        words=Words.of(line.content),
        kind=kind,
        person=person,
        there=claims.open_claim(line, person, kind) if person else None,
        holder=claims.holder_of(person, kind, line) if person else None,
        by=claims.due_day(person.council_code) if person else None,
        form=ClaimForm(formdata=None, data={"line": line.slug, "kind": kind}),
    )


@bp.post("/")
@requires(Permission.OWN_MESSAGES)
def create():
    person, form = _me() or abort(404), ClaimForm()
    line = find_line(form.line.data or "")
    try:
        if line is None or not form.validate_on_submit():
            raise claims.NotYet
        claim = claims.claim_line(line, person, form.kind.data, form.once.data)
    except claims.NotYet:
        # Nobody types here: the page was changed, or the line has gone since it was opened.
        return render_template("offer/gone.html"), 422
    session.commit()
    if claim.state == "open":
        flash(_("We have told them. You can see here what comes of it."))
    return redirect(url_for(".index"), 303)


@bp.get("/")
@requires(Permission.OWN_MESSAGES)
def index():
    """What this young person has asked for, newest first. What is new is marked so once."""
    will_write()
    rows = claims.visible_to((_me() or abort(404)).account).options(joinedload(Claim.held_by))
    found = session.scalars(rows.order_by(Claim.made_on.desc(), Claim.id)).all()
    new = {one.id for one in found if claims.is_new(one)}
    page = render_template(
        "offer/claims/mine.html",
        claims=[(one, Words.of(one.entitlement.content)) for one in found],
        new=new,
        states=CLAIM_STATES,
        today=today(),
        form=EmptyForm(formdata=None),
    )
    if claims.see(found):
        session.commit()
    return page


@bp.post("/<int:id>/withdraw")
@requires(Permission.OWN_MESSAGES)
def withdraw(id):
    own = claims.visible_to((_me() or abort(404)).account).where(Claim.id == id)
    claim = get_or_404(own)
    try:
        claims.withdraw(claim)
        flash(_("You do not want this any more. We have written it down."))
    except claims.AlreadySettled:
        flash(_("Somebody has answered this already."))
    session.commit()
    return redirect(url_for(".index"), 303)


@bp.get("/desk/")
@requires(Permission.CLAIMS)
def desk():
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


@bp.get("/desk/<int:id>")
@requires(Permission.CLAIMS)
def show(id):
    return _claim_page(_one(id), SettleForm(formdata=None))


def _one(id: int) -> Claim:
    return get_or_404(claims.visible_to(signed_in()).where(Claim.id == id))


def _claim_page(claim: Claim, form: SettleForm, status: int = 200, problem: str = ""):
    page = render_template(
        "offer/claims/show.html",
        claim=claim,
        words=Words.of(claim.entitlement.content),
        states=CLAIM_STATES,
        today=today(),
        form=form,
        problem=problem,
    )
    return page, status


@bp.post("/desk/<int:id>")
@requires(Permission.CLAIMS)
def settle(id):
    will_write()
    claim, form = _one(id), SettleForm()
    if not form.validate_on_submit():
        return _claim_page(claim, form, 422)
    try:
        claims.settle(claim, signed_in(), form.outcome.data, form.reason.data)
    except claims.AlreadySettled:
        return _claim_page(claim, form, 409, _("Somebody has settled this already."))
    session.commit()
    flash(_("The young person can read your answer now."))
    return redirect(url_for(".desk"), 303)
