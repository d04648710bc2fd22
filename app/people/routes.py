"""The young people I work with, their codes, and who works with whom."""

import segno
from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from markupsafe import Markup

from app.accounts import inspectors
from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.people import services, teams
from app.people.care_statuses import CARE_STATUSES
from app.people.forms import AssignForm, HomeForm, YoungPersonForm
from app.people.models import YoungPerson
from app.people.texts import HOME_TYPES, PARTS

bp = Blueprint("people", __name__, url_prefix="/people")

PAGE = 50

may_see = requires(Permission.PEOPLE)
may_manage = requires(Permission.PEOPLE_MANAGE)


@bp.get("/")
@may_see
def index():
    people = _everybody()
    pages = -(-len(people) // PAGE)
    number = min(max(request.args.get("page", 1, int), 1), max(1, pages))
    return _list_page(people[(number - 1) * PAGE : number * PAGE], number, pages)


@bp.post("/search")
@may_see
def search():
    """Those of the list who are called so. A name is sent, because an address is written down in
    many places.
    """
    sought = request.form.get("name", "")[:120].strip()
    found = [one for one in _everybody() if _is_called(one, sought)]
    return _list_page(found[:PAGE], 1, 1, sought=sought, more=len(found) > PAGE)


def _everybody() -> list[YoungPerson]:
    """The young people of this account, by name."""
    rows = teams.with_current_team(YoungPerson.visible_to(signed_in()))
    # Their names are sealed, so the database can neither put them in order nor look for one.
    return sorted(session.scalars(rows).unique(), key=lambda one: (one.known_as or "").casefold())


def _list_page(people, number: int, pages: int, sought: str = "", more: bool = False) -> str:
    return render_template(
        "people/list.html",
        people=people,
        number=number,
        pages=pages,
        sought=sought,
        more=more,
        parts=PARTS,
        me=signed_in(),
    )


def _is_called(one: YoungPerson, sought: str) -> bool:
    """True if this is in a name of theirs: what workers call them, or what they chose."""
    names = (one.known_as, one.account.chosen_name if one.account else None)
    return any(sought.casefold() in (name or "").casefold() for name in names)


@bp.get("/new")
@may_manage
def new():
    return _new_page(YoungPersonForm(_councils(), formdata=None))


@bp.post("/new")
@may_manage
def create():
    form = YoungPersonForm(_councils())
    if not form.validate_on_submit():
        return _new_page(form, 422)
    young_person = services.add_young_person(
        known_as=" ".join(form.known_as.data.split()),
        council_code=form.council_code.data,
        birth_month=form.birth_month,
        care_status=form.care_status.data,
        separated=form.separated.data,
        language=form.language.data,
        by=signed_in(),
        disabled=form.is_disabled,
        **form.home,
    )
    session.commit()
    return redirect(url_for(".show", id=young_person.id), 303)


@bp.get("/<int:id>")
@may_see
def show(id: int):
    return page(visible(id))


@bp.get("/<int:id>/home")
@may_manage
def home(id: int):
    young_person = managed(id)
    return _home_page(young_person, HomeForm(formdata=None, obj=young_person))


@bp.post("/<int:id>/home")
@may_manage
def keep_home(id: int):
    young_person, form = managed(id), HomeForm()
    if not form.validate_on_submit():
        return _home_page(young_person, form, 422)
    services.change_home(young_person, signed_in(), **form.home)
    session.commit()
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<int:id>/join-code")
@may_see
def give_join_code(id: int):
    """The code is shown on this page and never again: only its hash is kept."""
    young_person = visible(id)
    try:
        code = services.give_join_code(young_person, signed_in())
    except services.HasAccount:
        session.rollback()
        flash(
            _("They have an account. Only a manager who does not work with them can open it."),
            "careful",
        )
        return redirect(url_for(".show", id=id), 303)
    session.commit()
    link = public_address(url_for("join.show", code=code, lang=young_person.language))
    svg = segno.make(link, error="m").svg_inline(omitsize=True)
    return render_template(
        "people/join_code.html",
        young_person=young_person,
        code=code,
        link=link,
        svg=Markup(svg),
        days=services.CODE_LASTS.days,
    )


def visible(id: int) -> YoungPerson:
    return get_or_404(YoungPerson.visible_to(signed_in()).where(YoungPerson.id == id))


def managed(id: int) -> YoungPerson:
    young_person = visible(id)
    return young_person if services.keeps_record(signed_in(), young_person) else abort(404)


def _councils() -> list[tuple[str, str]]:
    """The councils whose records this account keeps."""
    kept = councils_of(signed_in(), Permission.PEOPLE_MANAGE)
    return [(council.code, council.name) for council in kept]


def _new_page(form: YoungPersonForm, status: int = 200) -> Response:
    return make_response(render_template("people/new.html", form=form), status)


def _home_page(young_person: YoungPerson, form: HomeForm, status: int = 200) -> Response:
    page = render_template("people/home.html", young_person=young_person, form=form)
    return make_response(page, status)


def page(young_person: YoungPerson, form: AssignForm | None = None, status: int = 200) -> Response:
    manages = services.keeps_record(signed_in(), young_person)
    if form is None and manages:
        form = AssignForm(teams.workers_for(young_person.council_code), formdata=None)
        form.starts_on.data = today()
    page = render_template(
        "people/show.html",
        young_person=young_person,
        council=session.get(Council, young_person.council_code),
        team=teams.case_team(young_person),
        past=teams.past_team(young_person),
        parts=PARTS,
        statuses=CARE_STATUSES,
        home_types=HOME_TYPES,
        manages=manages,
        me=signed_in(),
        inspects=inspectors.is_inspector(young_person.account, young_person.council_code),
        may_appoint=inspectors.may_appoint(signed_in(), young_person.council_code),
        may_give_code=manages or young_person.account_id is None,
        form=form,
    )
    return make_response(page, status)
