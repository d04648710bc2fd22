"""The register: every episode that waits for something, soonest due first."""

from flask import Blueprint, abort, render_template, request
from sqlalchemy import select

from app.accounts.councils import councils_of
from app.accounts.models import Council
from app.core.db import session, will_write
from app.core.forms import EmptyForm
from app.core.paging import page_asked
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.interviews import actions, afterwards, clocks, flags, listening, sharing, texts, wishes
from app.interviews.danger import is_kept_from
from app.interviews.episode_forms import FilterForm
from app.interviews.episodes import keeps_register
from app.interviews.models import Episode, ReturnInterview
from app.interviews.stages import DONE, stage, with_stages

bp = Blueprint("interviews", __name__, url_prefix="/interviews")
bp.add_app_template_global(clocks.interview_clock)
bp.add_app_template_global(clocks.office_words)

A_PAGE = 50


@bp.get("/")
@requires(Permission.EPISODES)
def index():
    councils = {one.code: one for one in session.scalars(select(Council).order_by(Council.name))}
    chosen, page = FilterForm(list(councils.values()), request.args), page_asked()
    at_stage, council = chosen.asked.get("stage"), chosen.asked.get("council")
    rows = with_stages(signed_in())
    rows = rows.where(stage() == at_stage if at_stage else stage() != DONE)
    if council:
        rows = rows.where(Episode.council_code == council)
    if at_stage == DONE:
        rows = rows.order_by(None).order_by(Episode.returned_at.desc(), Episode.id)
    found = session.execute(rows.offset((page - 1) * A_PAGE).limit(A_PAGE + 1)).all()
    return render_template(
        "interviews/list.html",
        episodes=found[:A_PAGE],
        more=len(found) > A_PAGE,
        page=page,
        often=flags.how_often(episode for episode, _stage in found[:A_PAGE]),
        councils=councils,
        filter=chosen,
        keeps=councils_of(signed_in(), Permission.EPISODES_MANAGE),
        texts=texts,
    )


@bp.get("/<int:id>")
@requires(Permission.EPISODES, Permission.INTERVIEW)
def show(id):
    """The course of one interview: what was offered, who listens, and what came of it."""
    will_write()
    account = signed_in()
    rows = with_stages(account).where(ReturnInterview.id == id)
    episode, at_stage = session.execute(rows).unique().one_or_none() or abort(404)
    interview = episode.interview
    kept_out = is_kept_from(interview, account)
    page = render_template(
        "interviews/show.html",
        episode=episode,
        interview=interview,
        stage=at_stage,
        council=session.get(Council, episode.council_code),
        keeps=keeps_register(account, episode.council_code),
        reply_by=listening.reply_by(interview),
        no_reply=listening.gave_no_reply(interview),
        holds=listening.has_taken_on(interview, account),
        is_shared=sharing.is_shared_with(account, interview),
        sees_to=afterwards.sees_to(account, interview),
        reads_notes=afterwards.reads_notes(account, interview),
        wishes=wishes.wishes_for(account, interview),
        reads_told=afterwards.reads_told(account, interview),
        # Whom the child named finds both as empty as they are at first.
        actions=[] if kept_out else interview.actions,
        told=[] if kept_out else interview.told,
        is_overdue=actions.is_overdue,
        form=EmptyForm(formdata=None),
        texts=texts,
    )
    # That the wishes were read is on the trail.
    session.commit()
    return page
