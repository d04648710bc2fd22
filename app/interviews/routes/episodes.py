"""Episodes: a child is missing, and what is written of it is put right."""

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
from flask_wtf import FlaskForm

from app.accounts.models import Council
from app.core.db import get_or_404, session
from app.core.forms import EmptyForm
from app.core.i18n import gettext as _
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import duplicates, episodes, flags, texts
from app.interviews.episode_forms import (
    EpisodeForm,
    FactsForm,
    about_home,
    written_of,
)
from app.interviews.episodes import Unclear
from app.interviews.models import Episode
from app.interviews.questions import Span, about_overlap, about_times, overlapping
from app.interviews.stages import with_stages
from app.people.models import YoungPerson
from app.people.texts import HOME_TYPES

bp = Blueprint("episodes", __name__, url_prefix="/interviews/episodes")

may_record = requires(Permission.EPISODES)
may_see = requires(Permission.EPISODES, Permission.INTERVIEW)


@bp.get("/new")
@may_record
def new():
    """Who is missing; then, with `person` in the address, what is known of it."""
    young_person = _asked_person()
    if young_person is None:
        return _person_page(missed="person" in request.args)
    return page(
        "new", EpisodeForm(formdata=None, data=about_home(young_person)), young_person=young_person
    )


@bp.post("/new")
@may_record
def create():
    young_person, form = _asked_person(), EpisodeForm()
    if young_person is None:
        return _person_page(missed=True, status=422)
    if not form.validate_on_submit():
        unclear = _unclear_already(young_person, form)
        return page("new", asked_back(form, unclear), 422, unclear, young_person=young_person)
    try:
        episode = episodes.record_episode(
            young_person,
            form.facts,
            signed_in(),
            form.returned,
            is_another=form.is_another.data,
            between=form.between,
        )
    except Unclear as unclear:
        return page("new", asked_back(form, unclear), 422, unclear, young_person=young_person)
    session.commit()
    flash(_("It is written down."), "good")
    return redirect(url_for(".show", id=episode.id), 303)


@bp.get("/<int:id>")
@may_see
def show(id):
    rows = with_stages(signed_in()).where(Episode.id == id)
    episode, stage = session.execute(rows).unique().one_or_none() or abort(404)
    return render_template(
        "interviews/episode.html",
        episode=episode,
        stage=stage,
        council=session.get(Council, episode.council_code),
        often=flags.how_often([episode])[episode.id],
        important=[flags.IMPORTANT[why] for why in flags.why_important(episode)],
        texts=texts,
        home_types=HOME_TYPES,
        same=_maybe_the_same(episode),
        has_begun=duplicates.has_begun(episode.interview),
        form=EmptyForm(formdata=None),
    )


def _maybe_the_same(episode: Episode) -> list[Episode]:
    """Those it overlaps with, for whoever keeps the register; nobody else takes one away."""
    if not episodes.keeps_register(signed_in(), episode.council_code):
        return []
    return list(duplicates.same_as(episode))


@bp.get("/<int:id>/edit")
@may_record
def edit(id):
    episode = changeable(id)
    return page("edit", FactsForm(formdata=None, data=written_of(episode)), episode=episode)


@bp.post("/<int:id>/edit")
@may_record
def change(id):
    episode, form = changeable(id), FactsForm()
    if not form.validate_on_submit():
        return page("edit", form, 422, episode=episode)
    try:
        episodes.change_episode(episode, form.facts, signed_in(), is_another=form.is_another.data)
    except Unclear as unclear:
        return page("edit", asked_back(form, unclear), 422, unclear, episode=episode)
    session.commit()
    flash(_("It is written down."), "good")
    return redirect(url_for(".show", id=episode.id), 303)


def _unclear_already(young_person: YoungPerson, form: EpisodeForm) -> Unclear:
    """What would be asked next, so that a form that is not complete is told everything at once."""
    left_at, reported_at = form.left_at.data, form.reported_at.data
    if form.left_at.errors or form.reported_at.errors or form.returned_at.errors:
        return Unclear([])
    span = Span(left_at, form.returned_at.data)
    found = about_times(left_at, reported_at, span)
    found += about_overlap(
        span, overlapping(young_person, span), form.is_another.data, form.between_at.data
    )
    return Unclear(found)


def _asked_person() -> YoungPerson | None:
    """The young person in the address; None if it names nobody. Any other is not found."""
    number = request.args.get("person", 0, int)
    if not 0 < number < 2**63:
        return None
    return get_or_404(episodes.of_whom(signed_in()).where(YoungPerson.id == number))


def changeable(id: int) -> Episode:
    return get_or_404(Episode.visible_to(signed_in()).where(Episode.id == id))


def asked_back(form: FlaskForm, unclear: Unclear) -> FlaskForm:
    """The form, with each question at its field; at when they left, if it has no such field."""
    for question in unclear.questions:
        field = form[question.field if question.field in form else "left_at"]
        field.errors = [*field.errors, question.words]
    return form


def _person_page(missed: bool, status: int = 200) -> Response:
    people = session.scalars(episodes.of_whom(signed_in())).unique()
    page = render_template(
        "interviews/episode_person.html",
        people=sorted(people, key=lambda one: (one.known_as or "").casefold()),
        missed=missed,
    )
    return make_response(page, status)


def page(
    name: str, form: FlaskForm, status: int = 200, unclear: Unclear | None = None, **about
) -> Response:
    """One of the pages with a form: new, edit or return."""
    shown = render_template(
        f"interviews/episode_{name}.html",
        form=form,
        others=unclear.others if unclear else [],
        texts=texts,
        **about,
    )
    return make_response(shown, status)
