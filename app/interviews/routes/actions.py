"""What adults do after return interviews: what is open, a new action, and what came of one."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from sqlalchemy import select

from app.core.db import get_or_404, session
from app.core.i18n import gettext as _
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import actions, afterwards
from app.interviews.after_forms import ActionForm, DoneForm
from app.interviews.danger import is_kept_from
from app.interviews.models import LISTENERS, Action, ReturnInterview
from app.interviews.routes.finding import seen_to, visible

bp = Blueprint("interview_actions", __name__, url_prefix="/interviews")

may_do = requires(Permission.EPISODES, Permission.INTERVIEW)
may_see_to = requires(*LISTENERS, Permission.EPISODES_MANAGE)

A_PAGE = 50


@bp.get("/actions")
@may_do
def index():
    page = page_asked()
    rows = actions.open_actions(signed_in()).offset((page - 1) * A_PAGE).limit(A_PAGE + 1)
    found = session.execute(rows).all()
    return render_template(
        "interviews/actions.html",
        actions=found[:A_PAGE],
        more=len(found) > A_PAGE,
        page=page,
        is_overdue=actions.is_overdue,
    )


@bp.get("/<int:id>/actions/new")
@may_see_to
def new(id):
    interview = seen_to(id)
    owners = actions.possible_owners(interview, signed_in())
    return _new_page(interview, ActionForm(owners, formdata=None))


@bp.post("/<int:id>/actions/new")
@may_see_to
def create(id):
    interview = seen_to(id)
    form = ActionForm(actions.possible_owners(interview, signed_in()))
    if not form.validate_on_submit():
        return _new_page(interview, form, 422)
    owner = form.owners[form.owner.data]
    actions.add_action(interview, form.what.data.strip(), owner, form.due_on.data, signed_in())
    session.commit()
    flash(_("It is written down. The young person sees it on their page."), "good")
    return redirect(url_for("interviews.show", id=id), 303)


@bp.get("/<int:id>/actions/<int:action_id>")
@may_do
def show(id, action_id):
    interview = visible(id)
    return _done_page(interview, _action(interview, action_id), DoneForm(formdata=None))


@bp.post("/<int:id>/actions/<int:action_id>")
@may_do
def finish(id, action_id):
    interview, form = visible(id), DoneForm()
    action = _action(interview, action_id)
    if not form.validate_on_submit():
        return _done_page(interview, action, form, 422)
    try:
        actions.finish_action(action, form.outcome.data.strip(), signed_in())
    except afterwards.AlreadyDone:
        session.rollback()
        return _done_page(visible(id), action, form, 409, was_first=True)
    session.commit()
    flash(_("Done, and the young person sees it."), "good")
    return redirect(url_for("interviews.show", id=id), 303)


def _action(interview: ReturnInterview, id: int) -> Action:
    """Not found for whom the child named."""
    if is_kept_from(interview, signed_in()):
        abort(404)
    rows = select(Action).where(Action.id == id, Action.interview_id == interview.id)
    return get_or_404(rows)


def _new_page(interview: ReturnInterview, form: ActionForm, status: int = 200) -> Response:
    page = render_template("interviews/action_new.html", interview=interview, form=form)
    return make_response(page, status)


def _done_page(
    interview: ReturnInterview,
    action: Action,
    form: DoneForm,
    status: int = 200,
    was_first: bool = False,
) -> Response:
    page = render_template(
        "interviews/action.html",
        interview=interview,
        action=action,
        form=form,
        was_first=was_first,
        is_overdue=actions.is_overdue(action),
    )
    return make_response(page, status)
