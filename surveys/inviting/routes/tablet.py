"""A shared tablet: set up by a grown-up, forgetting after everybody, ended without a PIN."""

from flask import Blueprint, Flask, abort, make_response, redirect, render_template, url_for
from flask_login import logout_user

from app.accounts.sessions import end_this_one
from app.core.db import get_or_404, session, will_write
from app.core.forms import EmptyForm
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from surveys.inviting import kiosk
from surveys.inviting.finding import councils_in, link_with, surveys_for
from surveys.inviting.routes.answering import facts
from surveys.survey_models import Survey

bp = Blueprint("survey_kiosk", __name__, url_prefix="/surveys/kiosk")


def init_app(app: Flask) -> None:
    kiosk.init_app(app)


@bp.post("/<int:id>/<council>")
@requires(Permission.SURVEY_ASK)
def begin(id, council):
    """Signs the grown-up out: from here on the tablet is everybody's and nobody's."""
    account = signed_in()
    rows = surveys_for(account, Permission.SURVEY_ASK).where(Survey.id == id)
    survey = get_or_404(rows)
    allowed = [one.code for one in councils_in(survey, account, Permission.SURVEY_ASK)]
    way = next((one for one in survey.councils if one.council_code == council), None)
    if way is None or council not in allowed:
        abort(404)
    end_this_one()
    logout_user()
    kiosk.set_up(way.link_code)
    return redirect(url_for("survey_answers.before", link=way.link_code))


@bp.get("/forget")
@public
def forget():
    """Nobody touched the tablet for a while: what was begun is thrown away."""
    if not kiosk.is_kiosk():
        return redirect(url_for("survey_doors.index"))
    will_write()
    kiosk.forget_everything()
    session.commit()
    return redirect(url_for("survey_answers.before", link=kiosk.link_here()))


@bp.get("/thanks")
@public
def thanks():
    """Thank you; and the tablet has forgotten it."""
    if not kiosk.is_kiosk():
        return redirect(url_for("survey_doors.index"))
    will_write()
    kiosk.forget_everything()
    session.commit()
    link = link_with(kiosk.link_here()) or abort(404)
    form = EmptyForm(formdata=None)
    answer = make_response(
        render_template("surveys/answering/thanks.html", **facts(link), form=form)
    )
    answer.headers["Refresh"] = f"{kiosk.THANKS_SECONDS}; url={kiosk.FORGETS_AT}"
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.post("/end")
@public
def end():
    """A grown-up takes the tablet back."""
    kiosk.end()
    return redirect(url_for("accounts.sign_in"))
