"""The first page. A young person is asked what they want to say; an adult goes to their work."""

from flask import Blueprint, Flask, redirect, render_template, url_for

from app.accounts import inspectors
from app.accounts.routes import FIRST_PAGES
from app.core.security import public, signed_in
from app.safeguarding import duty_door
from feedback import promises
from feedback.news import news_for
from feedback.routes.answering import NOT_SAFE, me
from surveys import drafts
from surveys.publishing import current_version

bp = Blueprint("home", __name__)


def init_app(app: Flask) -> None:
    """The help page has the same one tap that tells the duty desk as the page before the form."""
    duty_door.put_up(app, _duty_door)


def _duty_door() -> duty_door.Door | None:
    """None when the form was withdrawn."""
    if current_version(NOT_SAFE) is None:
        return None
    person = me()
    return duty_door.Door(
        address=url_for("not_safe.send_at_once", form=NOT_SAFE),
        once=drafts.new_token(),
        write_first=url_for("tell.before", form=NOT_SAFE),
        by_name=person is not None,
        promise=promises.promise(person.council_code if person else None),
        came=drafts.left_at(),
    )


@bp.get("/")
@public
def index():
    account = signed_in()
    if account is None or account.is_young_person:
        return render_template(
            "home/index.html",
            account=account,
            news=news_for(account),
            inspector_until=inspectors.ended_on(account) if account else None,
        )
    works_at = [page for wanted, page in FIRST_PAGES if page != "/" and account.may(wanted)]
    return redirect(works_at[0]) if works_at else render_template("home/staff.html")
