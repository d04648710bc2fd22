"""For officers: the groups, how they are described, and who asks to join."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from app.accounts.councils import councils_of, holds_for
from app.core import audit
from app.core.db import get_or_404, session
from app.core.i18n import _
from app.core.looking import only_looks
from app.core.permissions import Permission
from app.core.security import requires, signed_in
from app.groups import inspecting, joining, members, services
from app.groups.desk_forms import TRUST, AnswerForm, GroupForm
from app.groups.member_models import JoinRequest
from app.groups.models import Group
from app.groups.reading import hints_for, looked_at
from app.groups.routes.desk_inspectors import page_after_letting_in
from app.groups.routes.public import council_names
from app.groups.texts import JOINING, REQUEST_STATES

bp = Blueprint("group_desk", __name__, url_prefix="/groups/desk")
may_run = requires(Permission.GROUP_RUN)


def may_write(group: Group) -> bool:
    """Whether this officer writes the group's words: the trust's only with every council."""
    return session.scalar(Group.run_by_account(signed_in()).where(Group.id == group.id)) is not None


def _seen(id: int) -> Group:
    return get_or_404(Group.visible_to(signed_in()).where(Group.id == id))


def _written(id: int) -> Group:
    return get_or_404(Group.run_by_account(signed_in()).where(Group.id == id))


def _councils() -> list[tuple[str, str]]:
    """Those this officer may add a group for; the whole trust with every council."""
    named = [(one.code, one.name) for one in councils_of(signed_in(), Permission.GROUP_RUN)]
    every = holds_for(signed_in(), Permission.GROUP_RUN, None)
    return [(TRUST, _("The whole trust")), *named] if every else named


@bp.get("/")
@may_run
def index():
    rows = Group.visible_to(signed_in()).order_by(Group.title, Group.id)
    return render_template(
        "groups/desk/index.html",
        groups=session.scalars(rows).all(),
        waiting=joining.waiting_for(signed_in()),
        by_group=joining.waiting_by_group(signed_in()),
        councils=council_names(),
        joining=JOINING,
    )


@bp.get("/new")
@may_run
def new():
    return _edit_page(GroupForm(_councils(), formdata=None))


def _edit_page(form: GroupForm, group: Group | None = None, status: int = 200, now=()):
    """`now`: what another officer wrote meanwhile, as (what it is, the words)."""
    written = [form[name].data for name in services.IN_PLAIN_WORDS]
    kept = [getattr(group, name) for name in services.IN_PLAIN_WORDS] if group else []
    page = render_template(
        "groups/desk/edit.html",
        form=form,
        group=group,
        now=now,
        hints=hints_for(group, *kept),
        looked=looked_at(group, *written),
    )
    return page, status


@bp.post("/new")
@may_run
def create():
    form = GroupForm(_councils())
    if only_looks():
        return _edit_page(form)
    if not form.validate_on_submit():
        return _edit_page(form, status=422)
    group = services.add_group(form.council.data or None, _words(form), signed_in())
    session.commit()
    return redirect(url_for(".show", id=group.id), 303)


def _words(form: GroupForm) -> dict:
    """What was written, without spaces around it."""
    written = {name: form[name].data for name in services.WORDS}
    return {k: v.strip() if isinstance(v, str) else v for k, v in written.items()}


@bp.get("/<int:id>")
@may_run
def show(id):
    group = _seen(id)
    return render_template(
        "groups/desk/show.html",
        group=group,
        council=council_names()[group.council_code],
        may_write=may_write(group),
        waiting=[one for one in joining.waiting_for(signed_in()) if one.group_id == group.id],
        members=members.members_of(group, signed_in()),
        is_in=members.is_in,
        coming=services.coming([group.id]),
        past=services.past(group),
        joining=JOINING,
    )


@bp.get("/<int:id>/edit")
@may_run
def edit(id):
    group = _written(id)
    return _edit_page(GroupForm(formdata=None, obj=group, seen=services.mark_of(group)), group)


@bp.post("/<int:id>/edit")
@may_run
def change(id):
    group, form = _written(id), GroupForm()
    if only_looks():
        return _edit_page(form, group)
    if not form.validate_on_submit():
        return _edit_page(form, group, 422)
    try:
        services.change_group(group, _words(form), signed_in(), form.seen.data)
    except services.Outdated:
        form.seen.data = services.mark_of(group)
        return _edit_page(form, group, 409, _written_meanwhile(group, form))
    session.commit()
    flash(_("Kept. Young people read it now."))
    return redirect(url_for(".show", id=group.id), 303)


def _written_meanwhile(group: Group, form: GroupForm) -> list[tuple[object, object]]:
    """What it says now where something else was typed."""
    other = [name for name, typed in _words(form).items() if typed != getattr(group, name)]
    said = {name: getattr(group, name) for name in other}
    if "joining" in said:
        said["joining"] = JOINING[group.joining]
    return [(form[name].label.text, words) for name, words in said.items()]


def _request(id: int) -> JoinRequest:
    return get_or_404(JoinRequest.visible_to(signed_in()).where(JoinRequest.id == id))


@bp.get("/requests/<int:id>")
@may_run
def request(id):
    one = _request(id)
    audit.record("read", joining.SUBJECT, one.id, signed_in())
    session.commit()
    return _request_page(one)


def _request_page(one: JoinRequest, form: AnswerForm | None = None, status: int = 200):
    form = form or AnswerForm(joining.others_for(one), formdata=None)
    page = render_template(
        "groups/desk/request.html",
        request=one,
        form=form,
        states=REQUEST_STATES,
        with_the_desk=joining.is_with_the_desk(one),
        looked=looked_at(one.group, form.because.data),
    )
    return page, status


@bp.post("/requests/<int:id>/answer")
@may_run
def answer(id):
    one = _request(id)
    others = joining.others_for(one)
    form = AnswerForm(others)
    if only_looks():
        return _request_page(one, form)
    if not form.validate_on_submit():
        return _request_page(one, form, 422)
    other = next((group for group in others if str(group.id) == form.other.data), None)
    if form.state.data == "another_one" and other is None:
        abort(422)
    because = (form.because.data or "").strip()
    try:
        joining.answer(one, signed_in(), form.state.data, because, other)
    except joining.AlreadyAnswered:
        session.rollback()
        flash(_("Somebody has answered already, or it was taken back."), "careful")
        return redirect(url_for(".request", id=id), 303)
    session.commit()
    flash(_("Sent. They find it on their page."))
    let_in = joining.membership(one.group, one.young_person)
    if let_in is not None and inspecting.is_to_be_asked(let_in):
        return redirect(page_after_letting_in(let_in), 303)
    return redirect(url_for(".show", id=one.group_id), 303)
