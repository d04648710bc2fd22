"""The interpreters' queue of what young people wrote with a claim."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.core import audit
from app.core.db import get_or_404, session
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.offer import claim_english
from app.offer.claim_forms import EnglishForm
from app.offer.claim_words import SUBJECT
from app.offer.models import Claim

bp = Blueprint("claim_english", __name__, url_prefix="/offer/claims/interpreting")

MOST = 100


@bp.get("/")
@requires(Permission.TRANSLATE)
def index():
    found = session.scalars(claim_english.to_interpret(signed_in()).limit(MOST)).all()
    return render_template("offer/claims/interpreting.html", claims=found)


def _one(id: int) -> Claim:
    return get_or_404(claim_english.to_interpret(signed_in()).where(Claim.id == id))


def _page(claim: Claim, form: EnglishForm, status: int = 200):
    """The sentence and the form; that this adult read it is on the trail before they see it."""
    audit.record("read", SUBJECT, claim.id, signed_in())
    session.commit()
    return render_template("offer/claims/interpret.html", claim=claim, form=form), status


@bp.get("/<int:id>")
@requires(Permission.TRANSLATE)
def show(id):
    return _page(_one(id), EnglishForm(formdata=None))


@bp.post("/<int:id>")
@requires(Permission.TRANSLATE)
def create(id):
    claim, form = _one(id), EnglishForm()
    if not form.validate_on_submit():
        return _page(claim, form, 422)
    try:
        claim_english.interpret(claim, signed_in(), form.words.data)
    except claim_english.SomebodyWasFirst:
        form.words.errors = [_("Somebody was first. Their words are saved, and yours are not.")]
        return _page(claim, form, 409)
    session.commit()
    flash(_("Saved. It stands beside the original now."))
    return redirect(url_for(".index"), 303)
