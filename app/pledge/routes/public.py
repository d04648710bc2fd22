"""The promises, for everybody: what they say, how they are going, and is it true for you."""

from datetime import date

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from sqlalchemy import select

from app.accounts.council_names import council_name
from app.accounts.councils import councils_in_order
from app.accounts.models import Council
from app.core import evidence
from app.core.clock import now, today
from app.core.db import session
from app.core.evidence import Subject
from app.core.periodic import every
from app.core.security import public, signed_in
from app.people.models import YoungPerson
from app.pledge import about, figures, pledge_checks, shipped
from app.pledge.how_it_goes import NOT_SHOWN, how_it_goes, worded_then
from app.pledge.models import Pledge
from app.pledge.services import history, pledge_number, pledge_on, text_of
from app.pledge.texts import BAND_WORDS, BANDS
from app.pledge.words import in_their_language
from app.safeguarding.helplines import UNSURE, Shown, helplines, shown
from surveys.publishing import current_versions

bp = Blueprint("pledge", __name__, url_prefix="/pledge")


def init_app(app: Flask) -> None:
    """Messages can be about a promise; the worker keeps the checks and the figures up to date."""
    about.register()
    every(hours=1)(pledge_checks.keep_up)
    every(hours=6)(figures.make_figures)
    app.add_template_filter(in_their_language)
    app.add_template_filter(council_name)


@bp.get("/")
@public
def index():
    """The promises of one's own council, or of the one that is chosen: `?council=west`."""
    person = _me()
    councils = councils_in_order()
    code = request.args.get("council") or (person.council_code if person else "")
    council = next((one for one in councils if one.code == code), None)
    pledge = pledge_on(council.code, today()) if council else None
    return render_template(
        "pledge/index.html",
        councils=[_way_to(one) for one in councils],
        council=council,
        pledge=pledge,
        text=text_of(pledge) if pledge else None,
        others=[one for one in history(council.code) if one is not pledge] if council else [],
        checks=_checks(council, person),
        today=today(),
        beside=(shipped.charter(), shipped.principles()),
    )


@bp.get("/<council>")
@public
def of_council(council):
    """Where an address leads that somebody cut short."""
    council = _council(council) or abort(404)
    return redirect(url_for(".index", council=council.code))


@bp.get("/<council>/<int:number>")
@public
def older(council, number):
    """A text that held before, or is still to come."""
    council = _council(council) or abort(404)
    pledge = pledge_number(council.code, number) or abort(404)
    return render_template(
        "pledge/older.html",
        pledge=pledge,
        text=text_of(pledge),
        replaced_on=_replaced_on(pledge),
        today=today(),
    )


@bp.get("/<council>/<key>")
@public
def promise(council, key):
    """One promise: what it means, how it is going, and what to do when it is not kept."""
    council = _council(council) or abort(404)
    pledge = pledge_on(council.code, today())
    text = text_of(pledge) if pledge else abort(404)
    promise = text.promise(key) or abort(404)
    kept = figures.kept_figures(council.code)
    names = evidence.names()
    spoken = [code for code in promise.sub_themes if code in names]
    return render_template(
        "pledge/promise.html",
        council=council,
        text=text,
        pledge=pledge,
        promise=promise,
        then=worded_then(council.code, promise, kept),
        checks=_checks(council, _me()),
        going=how_it_goes(council.code, key, kept),
        begun=bool(kept),
        not_shown=NOT_SHOWN,
        spoken=[names[code] for code in figures.said(council.code, spoken, kept)],
        done=evidence.told(council.code, Subject(key, promise.sub_themes)),
        about=about.code_of(council.code, key),
        advocate=_advocate(),
        unsure=UNSURE,
    )


def _me() -> YoungPerson | None:
    account = signed_in()
    if account is None or not account.is_young_person:
        return None
    return session.scalar(select(YoungPerson).where(YoungPerson.account_id == account.id))


def _council(code: str) -> Council | None:
    """The council with this code. Compared here, as a database refuses some addresses."""
    return next((council for council in councils_in_order() if council.code == code), None)


def _way_to(council: Council) -> tuple[str, str, str]:
    """The picture, name and address of a council's promises."""
    return "home", council_name(council.name), url_for(".index", council=council.code)


def _checks(council: Council | None, person: YoungPerson | None) -> list[tuple[str, str]]:
    """The form and the words of each check of this council, the one for their age first.

    Somebody whose other council this is reads what it promises, and is not asked about it.
    """
    if council is None or (person is not None and person.council_code != council.code):
        return []
    asked = {version.form.key for version in current_versions(pledge_checks.KIND)}
    keys = {band: pledge_checks.form_key(council.code, band) for band in BANDS}
    bands = sorted(BANDS, key=lambda band: person is not None and band != _band(person))
    return [(keys[band], str(BAND_WORDS[band])) for band in bands if keys[band] in asked]


def _advocate() -> Shown:
    """The first line of those who are on a young person's side, as it is at this hour."""
    return shown(next(line for line in helplines() if line.group == "rights"), now())


def _band(person: YoungPerson) -> str:
    """The check for their age in years, from the month they were born in."""
    born, here = person.birth_month, today()
    age = here.year - born.year - (here.month < born.month)
    return "16" if age >= 16 else "11_15" if age >= 11 else "7_11"


def _replaced_on(pledge: Pledge) -> date | None:
    """The first day of the text that came after this one; None while there is none."""
    later = [one.starts_on for one in history(pledge.council_code) if one.number > pledge.number]
    return min(later, default=None)
