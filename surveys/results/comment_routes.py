"""The comments of a survey, for officers: which of them inspectors may read."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from app.accounts.council_names import council_name
from app.accounts.models import Council
from app.core.db import get_or_404, only_reads_at_first, session
from app.core.forms import EmptyForm
from app.core.permissions import Permission as P
from app.core.security import requires, signed_in
from surveys.inviting.finding import councils_in, surveys_for
from surveys.results import comments
from surveys.results.counting import asked_in
from surveys.results.pages import in_their_language
from surveys.survey_models import Survey

bp = Blueprint("survey_comments", __name__, url_prefix="/surveys/results")
may_share = requires(P.SURVEY_ASK)


def _officers_page(id: int) -> tuple[Survey, Council, list[Council]]:
    survey = get_or_404(surveys_for(signed_in(), P.SURVEY_ASK).where(Survey.id == id))
    councils = councils_in(survey, signed_in(), P.SURVEY_ASK)
    wanted = request.values.get("council") or councils[0].code
    council = next((one for one in councils if one.code == wanted), None) or abort(404)
    return survey, council, councils


@bp.get("/<int:id>/comments")
@may_share
def read(id):
    """The coded comments, for an officer who decides which of them inspectors may read."""
    return _comments(*_officers_page(id))


def _comments(survey, council, councils, status: int = 200, named=(), which: int = 0, why=""):
    """`named`, `why`: what keeps the comment `which` from being shown."""
    number = max(1, request.values.get("page", 1, int))
    number = min(number, 10**6)
    found = comments.to_look_at(survey, council.code, number, signed_in())
    session.commit()
    only_reads_at_first()
    questions = in_their_language(asked_in(survey)).questions
    page = render_template(
        "surveys/results/comments.html",
        survey=survey,
        council=council,
        in_councils=[
            (
                council_name(one.name),
                url_for(".read", id=survey.id, council=one.code),
                one == council,
            )
            for one in councils
        ],
        councils=councils,
        comments=found,
        questions=questions,
        number=number,
        more=len(found) == comments.PAGE,
        named=named,
        which=which,
        why=why,
        form=EmptyForm(formdata=None),
    )
    return page, status


@bp.post("/<int:id>/comments/<int:answer_id>")
@may_share
def decide(id, answer_id):
    survey, council, councils = _officers_page(id)
    account = signed_in()
    read = {"seen": request.form.get("seen", ""), "looked": request.form.get("do") == "looked"}
    try:
        if request.form.get("do") == "take_back":
            comments.take_back(survey, council.code, answer_id, account)
        else:
            comments.share(survey, council.code, answer_id, account, **read)
    except LookupError:
        abort(404)
    except comments.HoldsNames as held:
        session.rollback()
        return _comments(survey, council, councils, 422, held.names, answer_id)
    except comments.Otherwise:
        session.rollback()
        return _comments(survey, council, councils, 409, which=answer_id, why="otherwise")
    except comments.AlertOpen:
        session.rollback()
        return _comments(survey, council, councils, 409, which=answer_id, why="alert")
    except comments.SecondLook:
        session.commit()
        return _comments(survey, council, councils, 409, which=answer_id, why="second_look")
    session.commit()
    number = request.form.get("page", 1, int)
    return redirect(url_for(".read", id=id, council=council.code, page=number))
