"""I'd like this, I asked and didn't get it: what a young person asks for, and what came of it."""

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from wtforms.fields import SelectChoice

from app.core import audit, interpreting
from app.core.clock import today
from app.core.db import get_or_404, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import current_language
from app.core.i18n import gettext as _
from app.core.languages import ENGLISH
from app.core.periodic import every
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from app.offer import claim_holders, claim_news, claims, late_claims, subjects
from app.offer.catalogue import find_line
from app.offer.claim_english import Sentences
from app.offer.claim_forms import ClaimForm
from app.offer.claim_models import CLAIM_KINDS, Claim
from app.offer.claim_words import OtherWords
from app.offer.models import Entitlement
from app.offer.texts import CLAIM_STATES
from app.offer.words import Words
from app.people.models import YoungPerson
from app.people.teams import record_of
from app.people.texts import PARTS

bp = Blueprint("claims", __name__, url_prefix="/offer/claims")


def init_app(app: Flask) -> None:
    """A young person finds the answers to what they asked for from their first page; what they
    write in another language waits for interpreters.
    """
    app.add_template_global(_my_claims, "my_claims")
    subjects.register()
    every(hours=1)(late_claims.see_to_the_late)
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
