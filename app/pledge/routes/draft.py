"""Writing a draft: what stands over the promises, each promise, and their order.

What somebody typed is never lost: when a colleague was quicker, or the draft is no draft any more,
the same page comes back with their words in it (409) and says what the draft says now.
"""

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, url_for

from app.accounts.models import Council
from app.core.db import session
from app.core.security import signed_in
from app.pledge import drafting, services
from app.pledge.forms import DraftForm, PromiseForm, StepForm, TextsForm, promise_form
from app.pledge.models import Pledge
from app.pledge.promises import problems_of, promise_problems
from app.pledge.routes.desk import MEANWHILE, bp, council_or_404, draft_or_desk, may_edit
from app.pledge.services import text_of

Page = Callable[[Council, Pledge | None, Any, int], tuple[str, int]]


@bp.get("/<council>/draft")
@may_edit
def draft(council):
    return _draft_page(draft_or_desk(council))


def _draft_page(draft: Pledge, status: int = 200):
    page = render_template(
        "pledge/desk/draft.html",
        draft=draft,
        text=text_of(draft),
        problems=problems_of(draft.content),
        form=StepForm(formdata=None, data={"seen": draft.digest}),
        changed=status == 409,
    )
    return page, status


@bp.get("/<council>/draft/texts")
@may_edit
def texts(council):
    draft = draft_or_desk(council)
    return _texts_page(draft.council, draft, TextsForm.of(draft.content, draft.digest))


@bp.post("/<council>/draft/texts")
@may_edit
def change_texts(council):
    council, form = council_or_404(council), TextsForm()
    draft = services.draft_of(council.code)
    content = drafting.with_texts(draft.content if draft else services.NOTHING, **form.texts)
    if form.validate_on_submit():
        form.show(one for one in problems_of(content) if one.field in form.texts)
    if form.errors:
        return _texts_page(council, draft, form, 422)
    return _keep(council, draft, content, form, _texts_page)


def _texts_page(council: Council, draft: Pledge | None, form: TextsForm, status: int = 200):
    now = draft.content if draft else None
    return _page("texts", council, draft, form, status, now=now)


@bp.get("/<council>/draft/new")
@may_edit
def new(council):
    draft = draft_or_desk(council)
    key = drafting.next_key(draft.council_code, draft.content)
    return _promise_page(
        draft.council, draft, promise_form(key, {}, seen=draft.digest, formdata=None)
    )


@bp.post("/<council>/draft/new")
@may_edit
def create(council):
    council = council_or_404(council)
    draft = services.draft_of(council.code)
    content = draft.content if draft else services.NOTHING
    key = drafting.next_key(council.code, content)
    return _take(council, draft, promise_form(key, {}))


@bp.get("/<council>/draft/<key>")
@may_edit
def promise(council, key):
    draft = draft_or_desk(council)
    there = drafting.promise_in(draft.content, key) or abort(404)
    return _promise_page(
        draft.council, draft, promise_form(key, there, seen=draft.digest, formdata=None)
    )


@bp.post("/<council>/draft/<key>")
@may_edit
def change_promise(council, key):
    council = council_or_404(council)
    draft = services.draft_of(council.code)
    there = drafting.promise_in(draft.content, key) if draft else None
    form = promise_form(key, there or {})
    if there is None and draft is not None and form.seen.data == draft.digest:
        abort(404)
    return _take(council, draft, form)


def _take(council: Council, draft: Pledge | None, form: PromiseForm):
    if form.validate_on_submit():
        form.show(promise_problems(form.promise))
    if form.errors:
        return _promise_page(council, draft, form, 422)
    content = drafting.with_promise(draft.content if draft else services.NOTHING, form.promise)
    return _keep(council, draft, content, form, _promise_page)


def _promise_page(council: Council, draft: Pledge | None, form: PromiseForm, status: int = 200):
    now = drafting.promise_in(draft.content, form.key) if draft else None
    return _page("promise", council, draft, form, status, now=now)


def _keep(council: Council, draft: Pledge | None, content: dict, form: DraftForm, page: Page):
    """Keep what was typed if the draft is as it was when they began; otherwise show both."""
    code = council.code
    try:
        if draft is None:
            raise services.Changed
        services.change_draft(draft, content, signed_in(), form.seen.data or "")
    except MEANWHILE:
        session.rollback()
        council = council_or_404(code)
        return page(council, services.draft_of(code), form, 409)
    session.commit()
    return redirect(url_for(".draft", council=code), 303)


def _page(name: str, council: Council, draft: Pledge | None, form: DraftForm, status: int, **what):
    if status == 409 and draft is not None:
        form.seen.data = draft.digest
    page = render_template(
        f"pledge/desk/{name}.html",
        council=council,
        draft=draft,
        form=form,
        changed=status == 409,
        **what,
    )
    return page, status


@bp.post("/<council>/draft/<key>/up")
@may_edit
def up(council, key):
    return _step(council, key, lambda content: drafting.moved(content, key, -1))


@bp.post("/<council>/draft/<key>/down")
@may_edit
def down(council, key):
    return _step(council, key, lambda content: drafting.moved(content, key, 1))


@bp.post("/<council>/draft/<key>/remove")
@may_edit
def remove(council, key):
    return _step(council, key, lambda content: drafting.without_promise(content, key))


def _step(council: str, key: str, change: Callable[[dict], dict]):
    draft, form = draft_or_desk(council), StepForm()
    if not form.validate_on_submit():
        return _draft_page(draft, 422)
    if drafting.promise_in(draft.content, key) is None:
        abort(404)
    try:
        services.change_draft(draft, change(draft.content), signed_in(), form.seen.data or "")
    except MEANWHILE:
        session.rollback()
        return _draft_page(draft_or_desk(council), 409)
    session.commit()
    return redirect(url_for(".draft", council=council), 303)
