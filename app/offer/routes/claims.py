"""I'd like this, I asked and didn't get it: for the young person, and for who sees to it."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func
from sqlalchemy.orm import joinedload, selectinload
from wtforms.fields import SelectChoice

from app.core import audit, interpreting
from app.core.clock import today
from app.core.db import get_or_404, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import current_language
from app.core.i18n import gettext as _
from app.core.languages import ENGLISH
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from app.offer import claim_holders, claim_news, claims, subjects
from app.offer.catalogue import find_line
from app.offer.claim_english import Sentences
from app.offer.claim_forms import ON_IT, ClaimForm, SettleForm
from app.offer.claim_words import OtherWords
from app.offer.models import CLAIM_KINDS, Claim, Entitlement
from app.offer.texts import CLAIM_STATES
from app.offer.words import Words
from app.people.models import YoungPerson
from app.people.teams import record_of
from app.people.texts import PARTS

bp = Blueprint("claims", __name__, url_prefix="/offer/claims")

A_PAGE = 50


def init_app(app: Flask) -> None:
    """A young person finds the answers to what they asked for from their first page; what they
    write in another language waits for interpreters.
    """
    app.add_template_global(_my_claims, "my_claims")
    subjects.register()
    interpreting.register(Sentences())


def _my_claims() -> tuple[int, int]:
    """How many claims the young person who is signed in has made, and on how many something is new
    for them.
    """
    account = signed_in()
    if account is None or not account.is_young_person:
        return 0, 0
    made = session.scalar(claims.visible_to(account).with_only_columns(func.count()))
    return made, claim_news.news_of(account) if made else 0


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
    line = find_line(request.args.get("line", ""))
    if line is None:
        return render_template("offer/gone.html"), 404
    if line.strength == "announced":
        return render_template("offer/not_yet.html", line=line, words=Words.of(line.content)), 409
    return _new_page(line, kind, ClaimForm(formdata=None, data={"line": line.slug, "kind": kind}))


def _new_page(line: Entitlement, kind: str, form: ClaimForm) -> str:
    person = _me()
    holder = claim_holders.holder_of(person, kind, line) if person else None
    said_no = claim_holders.who_said_no(person.id, line.id) if person else set()
    if person and kind == "refused" and not said_no:
        form.asked.choices = [
            SelectChoice(one.worker_id, f"{one.worker.display_name} ({PARTS[one.part]})")
            for one in claim_holders.may_have_said_no(person)
        ]
    return render_template(
        "offer/claims/new.html",
        line=line,
        words=Words.of(line.content),
        kind=kind,
        person=person,
        there=claims.open_claim(line, person, kind) if person else None,
        holder=holder,
        said_no=said_no,
        interpreted=current_language() != ENGLISH,
        part=PARTS[claim_holders.part_of(holder, person)] if holder else "",
        by=claim_holders.due_day(person.council_code) if person else None,
        form=form,
    )


@bp.post("/")
@requires(Permission.OWN_MESSAGES)
def create():
    person, form = _me() or abort(404), ClaimForm()
    line = find_line(form.line.data or "")
    try:
        fits = form.validate_on_submit()
        if line is not None and set(form.errors) == {"words"}:
            return _new_page(line, form.kind.data, form), 422
        if line is None or not fits:
            raise claims.NotYet
        text = (form.words.data or "").strip()
        words = (str(current_language()), text) if text else None
        claim = claims.claim_line(
            line, person, form.kind.data, form.once.data, words, _asked(form, person)
        )
    except OtherWords:
        # Once more may be meant for something new, if what was asked first is answered meanwhile.
        form.once.data = ClaimForm(formdata=None).once.data
        return _new_page(line, form.kind.data, form), 409
    except claims.NotYet:
        # The page was changed, or the line has gone or is not for asking since it was opened.
        if line is not None and line.strength == "announced":
            page = render_template("offer/not_yet.html", line=line, words=Words.of(line.content))
            return page, 422
        return render_template("offer/gone.html"), 422
    session.commit()
    if claim.state == "open":
        flash(_("We have told them. You can see here what comes of it."))
    return redirect(url_for(".index"), 303)


def _asked(form: ClaimForm, person: YoungPerson) -> int | None:
    """The adult of their own team whom they asked before, if they say so."""
    team = {one.worker_id for one in claim_holders.may_have_said_no(person)}
    return form.asked.data if form.kind.data == "refused" and form.asked.data in team else None


@bp.get("/")
@requires(Permission.OWN_MESSAGES)
def index():
    """What this young person has asked for, newest first. What is new is marked so once."""
    will_write()
    rows = claims.visible_to((_me() or abort(404)).account).options(joinedload(Claim.held_by))
    found = session.scalars(rows.order_by(Claim.made_on.desc(), Claim.id)).all()
    new = {one.id for one in found if claim_news.is_new(one)}
    read = audit.entries_about(claims.SUBJECT, [one.id for one in found])
    page = render_template(
        "offer/claims/mine.html",
        claims=[(one, Words.of(one.entitlement.content)) for one in found],
        new=new,
        read_by={id: _readers(entries) for id, entries in read.items()},
        states=CLAIM_STATES,
        today=today(),
        form=EmptyForm(formdata=None),
    )
    if claim_news.see(found):
        session.commit()
    return page


def _readers(entries: list[audit.AuditEntry]) -> list[str]:
    """Who has read the sentence with a claim, each once."""
    return list(dict.fromkeys(one.actor_name for one in entries if one.action in audit.READING))


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


@bp.post("/desk/<int:id>")
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
    return redirect(url_for(".desk"), 303)
