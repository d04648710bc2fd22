"""A shared tablet: set up by a grown-up, forgetting after everybody, ended with a number."""

from urllib.parse import quote

from flask import (
    Blueprint,
    Flask,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import logout_user

from app.accounts.sessions import end_this_one
from app.core.db import get_or_404, only_reads_at_first, session, will_write
from app.core.i18n import current_language, speaking
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from surveys import drafts
from surveys.inviting import kiosk
from surveys.inviting.finding import councils_in, link_with, surveys_for
from surveys.inviting.forms import EndForm
from surveys.inviting.routes.answering import begun_in, facts
from surveys.inviting.routes.onwards import goes_on_at
from surveys.inviting.texts import NOT_THE_NUMBER
from surveys.survey_models import AGES, Survey

bp = Blueprint("survey_kiosk", __name__, url_prefix="/surveys/kiosk")
CALL = "not_safe"
CALL_GOES_ON_AT = f"{kiosk.NOT_SAFE}go-on"


def init_app(app: Flask) -> None:
    kiosk.init_app(app)


@bp.post("/<int:id>/<council>")
@requires(Permission.SURVEY_ASK)
def begin(id, council):
    """Signs the grown-up out: from here on the tablet is everybody's and nobody's. The number that
    ends it is shown once, in the grown-up's language.
    """
    account = signed_in()
    rows = surveys_for(account, Permission.SURVEY_ASK).where(Survey.id == id)
    survey = get_or_404(rows)
    allowed = [one.code for one in councils_in(survey, account, Permission.SURVEY_ASK)]
    way = next((one for one in survey.councils if one.council_code == council), None)
    if way is None or council not in allowed:
        abort(404)
    reads = current_language()
    end_this_one()
    logout_user()
    number = kiosk.set_up(way.link_code)
    onwards = url_for("survey_answers.before", link=way.link_code)
    with speaking(reads):
        page = render_template("surveys/inviting/tablet.html", number=number, onwards=onwards)
    return page, {"Content-Language": reads.html}


@bp.get("/back")
@public
def back():
    """From the help, or from where a tablet does not lead, to the question they were at; of a call
    for help, where no more than that is begun.
    """
    if not kiosk.is_kiosk():
        return redirect(url_for("survey_doors.index"))
    link = link_with(kiosk.link_here()) or abort(404)
    begun = begun_in(link).items() if link.is_open else ()
    places = [goes_on_at(link, ages, asking) for ages, asking in begun]
    call = drafts.draft_for(CALL)
    if not places and call is not None and call.sent_on is None and call.answers:
        return redirect(CALL_GOES_ON_AT)
    return redirect(places[0] if places else url_for("survey_answers.before", link=link.code))


@bp.get("/still-there")
@public
def still_there():
    """Nobody touched the tablet for a while: whoever is still there goes on where they were. What
    they began is kept until nobody has said so either.
    """
    if not kiosk.is_kiosk():
        return redirect(url_for("survey_doors.index"))
    if not drafts.unsent():
        return redirect(kiosk.FORGETS_AT)
    minutes = kiosk.STILL_THERE_SECONDS // 60
    kept, page = request.args.get("kept") == "all", "surveys/answering/still_there.html"
    shown = render_template(page, onwards=_where_they_were(), minutes=minutes, all_is_kept=kept)
    answer = make_response(shown)
    answer.headers["Refresh"] = f"{kiosk.STILL_THERE_SECONDS}; url={kiosk.FORGETS_AT}"
    return answer


def _where_they_were() -> str:
    ages, question = request.args.get("ages"), request.args.get("question")
    if "form" in request.args:
        return kiosk.NOT_SAFE + quote(question, safe="") if question else CALL_GOES_ON_AT
    if ages in AGES and question:
        where = {"link": kiosk.link_here(), "ages": ages, "question": question}
        return url_for("survey_answers.ask", **where)
    return kiosk.BACK_AT


@bp.get("/forget")
@public
def forget():
    """Nobody is there any more, or somebody left quickly: what was begun is thrown away."""
    if not kiosk.is_kiosk():
        return redirect(url_for("survey_doors.index"))
    will_write()
    kiosk.forget_everything()
    session.commit()
    return redirect(url_for("survey_answers.before", link=kiosk.link_here()))


@bp.get("/thanks")
@public
def thanks():
    """Thank you, in their language; and the tablet has forgotten what they said."""
    if not kiosk.is_kiosk():
        return redirect(url_for("survey_doors.index"))
    will_write()
    kiosk.forget_everything(but_the_language=True)
    session.commit()
    link = link_with(kiosk.link_here()) or abort(404)
    answer = make_response(render_template("surveys/answering/thanks.html", **facts(link)))
    answer.headers["Refresh"] = f"{kiosk.THANKS_SECONDS}; url={kiosk.FORGETS_AT}"
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.get("/end")
@public
def ask_to_end():
    """A grown-up takes the tablet back: the number they were shown."""
    if not kiosk.is_kiosk():
        return redirect(url_for("survey_doors.index"))
    return render_template("surveys/answering/end.html", form=EndForm(formdata=None))


@bp.post("/end")
@public
def end():
    if not kiosk.is_kiosk():
        return redirect(url_for("survey_doors.index"))
    only_reads_at_first()
    form = EndForm()
    if form.validate() and kiosk.end(form.number.data or ""):
        return redirect(url_for("accounts.sign_in"))
    form.number.errors = [NOT_THE_NUMBER]
    return render_template("surveys/answering/end.html", form=form), 422
