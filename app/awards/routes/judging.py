"""Judging: cards without names, a number for each, and a way to say: I know who this is."""

from flask import Blueprint, flash, redirect, render_template, url_for

from app.awards import judging
from app.awards.forms import ScoreForm
from app.awards.models import Card
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in

bp = Blueprint("judging", __name__, url_prefix="/awards/judging")
may_judge = requires(Permission.AWARD_JUDGE)


@bp.get("/")
@may_judge
def index():
    cards = judging.cards_for(signed_in())
    waiting = next((card for card, given in cards if given is None), None)
    return render_template("awards/judging/index.html", cards=cards, next=waiting)


def _one(id: int) -> Card:
    return get_or_404(Card.visible_to(signed_in()).where(Card.id == id))


@bp.get("/<int:id>")
@may_judge
def show(id):
    card = _one(id)
    given = dict(judging.cards_for(signed_in())).get(card)
    return _page(card, ScoreForm(formdata=None, data={"score": str(given) if given else None}))


def _page(card: Card, form: ScoreForm, status: int = 200):
    page = render_template(
        "awards/judging/show.html", card=card, form=form, button_form=EmptyForm(formdata=None)
    )
    return page, status


@bp.post("/<int:id>")
@may_judge
def score(id):
    card, form = _one(id), ScoreForm()
    if not form.validate_on_submit():
        return _page(card, form, 422)
    judging.score(card, signed_in(), int(form.score.data))
    session.commit()
    return redirect(url_for(".index"))


@bp.post("/<int:id>/known")
@may_judge
def known(id):
    judging.say_known(_one(id), signed_in())
    session.commit()
    flash(_("Thank you for being fair. Somebody else judges this one."))
    return redirect(url_for(".index"))
