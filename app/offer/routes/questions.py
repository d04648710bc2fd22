"""What can I get: five questions, and what is somebody's. What they answer is not kept here, and is
in no log or address: their browser carries it for a short while, so that they can go back.
"""

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from app.accounts.councils import councils_in_order
from app.core.assets import SameForEveryone
from app.core.clock import today
from app.core.db import only_reads_at_first
from app.core.security import csrf, public, signed_in
from app.offer import catalogue
from app.offer.carried import carried, carry, forget
from app.offer.models import Entitlement
from app.offer.offline import offline_pack
from app.offer.question_form import QuestionForm
from app.offer.results import Group, results_for
from app.offer.sharing import BETWEEN, MOST_LINES

bp = Blueprint("offer_questions", __name__, url_prefix="/offer")

ANSWERS = "answers"


@bp.get("/what-can-i-get")
@public
def what_can_i_get():
    number = request.args.get("answers")
    answers = carried(ANSWERS, number) if number else None
    lines = catalogue.live_lines()
    if answers is None:
        return _page(_form(lines, None), gone=bool(number))
    form = _form(lines, MultiDict(parse_qsl(answers)))
    return _page(form, _results(lines, form) if form.validate() else None)


@bp.post("/what-can-i-get")
# Nothing is changed and nothing kept, and the page that is kept on a phone has no token.
@csrf.exempt
@public
def answer():
    only_reads_at_first()
    lines = catalogue.live_lines()
    form = _form(lines, request.form)
    if not form.validate():
        return _page(form), 422
    if request.form.get("here"):
        return _page(form, _results(lines, form))
    said = ((name, value) for name in form.data for value in request.form.getlist(name) if value)
    number = carry(ANSWERS, urlencode(list(dict.fromkeys(said))))
    return redirect(url_for(".what_can_i_get", answers=number, _anchor="results"), 303)


@bp.post("/what-can-i-get/forget")
# The worst another site could do with this door is to make a browser forget some answers.
@csrf.exempt
@public
def forget_answers():
    """Take what was answered and looked for from this browser, and begin anew."""
    only_reads_at_first()
    forget()
    return redirect(url_for(".what_can_i_get"), 303)


@bp.get("/offline.json")
@public
def offline_words():
    """The rules and the words in the page's language, for a phone to keep."""
    response = jsonify(offline_pack(catalogue.live_lines(), councils_in_order(), today()))
    response.add_etag()
    return response.make_conditional(request)


@bp.get("/offline.js")
@public
def offline_worker():
    """What answers for the pages under /offer/ when there is no internet."""
    script = current_app.extensions["assets"]["offer_worker.js"]
    return SameForEveryone(script.plain, content_type=script.type)


def _form(lines: list[Entitlement], answers: MultiDict | None) -> QuestionForm:
    return QuestionForm(lines, councils_in_order(), formdata=answers)


def _results(lines: list[Entitlement], form: QuestionForm) -> list[Group]:
    return results_for(lines, form.situation(), today())


def _along(groups: list[Group] | None) -> str:
    """Where anybody sees the lines that are theirs or to be asked for; says nothing about them."""
    found = [one.line.code for group in groups or () if not group.brief for one in group.results]
    return url_for("sharing.shared", codes=BETWEEN.join(found[:MOST_LINES])) if found else ""


def _page(form: QuestionForm, results: list[Group] | None = None, gone: bool = False) -> str:
    """`gone` if answers were given that this browser does not carry, or not any more: the next ones
    are better answered without it carrying any.
    """
    account = signed_in()
    return render_template(
        "offer/what_can_i_get.html",
        form=form,
        groups=results,
        along=_along(results),
        gone=gone,
        here=gone or "here" in request.form,
        may_claim=account is None or account.is_young_person,
    )
