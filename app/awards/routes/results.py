"""What the judges gave, and what each nominee gets when they have talked."""

from flask import Blueprint, redirect, render_template, url_for
from sqlalchemy import select

from app.awards import judging, nominees
from app.awards.desk_forms import DecideForm
from app.awards.models import Card, Nominee
from app.awards.routes.desk import may_run, round_or_404
from app.awards.staff_texts import PLACES
from app.core.db import get_or_404, session
from app.core.security import signed_in

bp = Blueprint("award_results", __name__, url_prefix="/awards/desk")


@bp.get("/<int:id>/results")
@may_run
def index(id):
    row = round_or_404(id)
    return render_template(
        "awards/desk/results.html",
        round=row,
        results=judging.results_of(row, signed_in()),
        shown_name=nominees.shown_name,
        places=PLACES,
    )


def _card(id: int) -> Card:
    seen = Nominee.visible_to(signed_in()).with_only_columns(Nominee.id)
    return get_or_404(select(Card).where(Card.id == id, Card.nominee_id.in_(seen)))


@bp.get("/cards/<int:id>")
@may_run
def card(id):
    card = _card(id)
    values = {"place": card.place, "talk": card.talk}
    return _card_page(card, DecideForm(formdata=None, data=values))


def _card_page(card: Card, form: DecideForm, status: int = 200):
    page = render_template(
        "awards/desk/card.html", card=card, form=form, name=nominees.shown_name(card.nominee)
    )
    return page, status


@bp.post("/cards/<int:id>")
@may_run
def decide(id):
    card, form = _card(id), DecideForm()
    if not form.validate_on_submit():
        return _card_page(card, form, 422)
    judging.decide(card, form.place.data, form.talk.data or "", signed_in())
    session.commit()
    return redirect(url_for(".index", id=card.nominee.round_id))
