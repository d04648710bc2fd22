"""The first page. A young person is asked what they want to say; an adult goes to their work."""

from flask import Blueprint, redirect, render_template

from app.accounts.routes import FIRST_PAGES
from app.core.security import public, signed_in

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def index():
    account = signed_in()
    if account is None or account.is_young_person:
        return render_template("home/index.html", account=account)
    works_at = [page for wanted, page in FIRST_PAGES if page != "/" and account.may(wanted)]
    return redirect(works_at[0]) if works_at else render_template("home/staff.html")
