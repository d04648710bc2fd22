"""Groups as everybody reads of them, and asking to join one."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from sqlalchemy import select

from app.accounts.council_names import council_name
from app.accounts.models import Council
from app.core.db import get_or_404, session
from app.core.i18n import _, current_language
from app.core.security import public, signed_in
from app.groups import about, joining, members, news, services, subjects
from app.groups.forms import AskForm
from app.groups.models import Group
from app.groups.texts import JOINING, REQUEST_STATES
from app.people.models import YoungPerson
from app.people.teams import record_of
from surveys.asking import only_language

bp = Blueprint("groups", __name__, url_prefix="/groups")


def init_app(app: Flask) -> None:
    """The first page says what is new in a young person's groups."""
    subjects.register()
    about.register()
    app.context_processor(lambda: {"my_group_news": _my_news, "group_states": REQUEST_STATES})


def _my_news() -> news.News | None:
    person = _me()
    return news.news_for(person) if person else None


def _me() -> YoungPerson | None:
    """The young person who is here, if it is one who has signed in."""
    account = signed_in()
    return record_of(account) if account is not None and account.is_young_person else None


def _one(slug: str, person: YoungPerson | None) -> Group:
    rows = Group.open_to(person.council_code if person else None)
    return get_or_404(rows.where(Group.slug == slug))


def council_names() -> dict[str | None, str]:
    """What to call whom a group is for, by the council's code."""
    named = {one.code: council_name(one.name) for one in session.scalars(select(Council))}
    return named | {None: _("The whole trust")}


@bp.get("/")
@public
def index():
    person = _me()
    groups = services.groups_for(person)
    return render_template(
        "groups/index.html",
        groups=groups,
        meetings=services.next_meetings(groups),
        councils=council_names(),
        mine=[one for one in members.memberships(person) if members.is_in(one)] if person else [],
        requests=joining.requests_of(person) if person else [],
    )


@bp.get("/<slug>")
@public
def show(slug):
    person = _me()
    group = _one(slug, person)
    coming, past = services.coming([group.id]), services.past(group)
    return render_template(
        "groups/show.html",
        group=group,
        council=council_names()[group.council_code],
        coming=coming,
        past=past,
        points=services.public_points([*coming, *past]),
        joining=JOINING,
        member=joining.membership(group, person) if person else None,
        asked=joining.open_request(group, person) if person else None,
    )


@bp.get("/<slug>/ask")
@public
def before_asking(slug):
    person = _me()
    group = _one(slug, person)
    if person is not None and joining.membership(group, person) is not None:
        return _is_in_it()
    return _ask_page(group, AskForm(formdata=None))


def _is_in_it():
    flash(_("You are in this group already."))
    return redirect(url_for("my_groups.index"), 303)


def _ask_page(group: Group, form: AskForm, status: int = 200):
    """Without an account: whom to ask, and nothing to leave here."""
    person = _me()
    page = render_template(
        "groups/ask.html",
        group=group,
        form=form,
        person=person,
        asked=joining.open_request(group, person) if person else None,
        due_on=joining.due_day(person) if person else None,
        joining=JOINING,
    )
    return page, status


@bp.post("/<slug>/ask")
@public
def ask(slug):
    person = _me()
    group, form = _one(slug, person), AskForm()
    if person is None:
        return _ask_page(group, form, 403)
    if only_language():
        return _ask_page(group, form)
    if not form.validate_on_submit():
        return _ask_page(group, form, 422)
    words, language = (form.words.data or "").strip(), str(current_language())
    try:
        joining.ask_to_join(group, person, words, language)
    except joining.Closed:
        flash(_("This group takes nobody just now. Have a look at the others."), "careful")
        return _ask_page(group, form, 409)
    except joining.Enough:
        flash(
            _("You have proposed a lot already. Wait until somebody has looked at it."), "careful"
        )
        return _ask_page(group, form, 409)
    except joining.AlreadyIn:
        return _ask_page(group, form, 409) if words else _is_in_it()
    session.commit()
    flash(_("Sent. You find the answer here."), "good")
    return redirect(url_for("my_groups.index"), 303)
