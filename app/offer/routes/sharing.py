"""Sending lines of the offer: for a worker to choose, and for anybody who was sent an address."""

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from sqlalchemy.exc import OperationalError

from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import get_or_404, session, will_write
from app.core.forms import EmptyForm
from app.core.i18n import current_language, languages_for_young_people, speaking
from app.core.languages import ENGLISH, find
from app.core.permissions import Permission
from app.core.security import public, requires, signed_in
from app.offer import search, sharing
from app.offer.checking import needs_checking
from app.offer.search import LONGEST_QUERY
from app.offer.showing import by_ids, live_lines
from app.offer.texts import HEADINGS
from app.offer.words import Words
from app.people.models import YoungPerson
from app.safeguarding.helplines import helplines
from surveys.return_numbers import pictured

bp = Blueprint("sharing", __name__, url_prefix="/offer")

SIZES = ("a4", "a5")
ON_PAPER = (lambda line: line.group == "rights", lambda line: line.first == "child")
"""Whose numbers stand on a sheet: who speaks up for them, and who listens day and night."""


def init_app(app: Flask) -> None:
    """Pages of the offer and of the pledge can be taken along."""
    app.add_template_global(_ways_to_send, "ways_to_send")


def _ways_to_send(path: str) -> tuple[str, dict[str, str]]:
    """The whole address of a page in the reader's language, and what opens a message with it."""
    sign = "&" if "?" in path else "?"
    whole = f"{public_address(path)}{sign}lang={current_language()}"
    return whole, sharing.ways(whole)


def _worded(lines) -> list:
    return [(line, Words.of(line.content), needs_checking(line, today())) for line in lines]


@bp.get("/share")
@requires(Permission.OFFER_SHARE)
def choose():
    """Which lines, and in which language; those of a young person's likely set are ticked."""
    person = _person()
    ticked = list(sharing.likely_lines(person)) if person else []
    ticked += [one for one in sharing.lines_in(_asked())[0] if one not in ticked]
    return _choose_page([line.code for line in ticked], _language(person), person)


def _asked() -> str:
    return sharing.BETWEEN.join(request.values.getlist("line"))


def _person() -> YoungPerson | None:
    """The young person whose likely set is asked for, if this worker may see them."""
    number = request.values.get("person", 0, int)
    if not 0 < number < 2**63:
        return None
    return get_or_404(YoungPerson.visible_to(signed_in()).where(YoungPerson.id == number))


def _language(person: YoungPerson | None = None) -> str:
    chosen = find(request.values.get("for", "") or (person.language if person else ""))
    return str(chosen if chosen in languages_for_young_people() else current_language())


def _choose_page(
    ticked: list[str], language: str, person: YoungPerson | None, problem: bool = False
):
    words = request.form.get("find", "").strip()[:LONGEST_QUERY]
    found = by_ids(search.find(words, ENGLISH)) if words else []
    asked = [one.code for one in sharing.lines_to_ask_about(person)] if person else []
    lines = _worded(live_lines())
    people = session.scalars(YoungPerson.visible_to(signed_in()).order_by(YoungPerson.id)).unique()
    page = render_template(
        "offer/share/choose.html",
        chosen=[one for one in lines if one[0].code in ticked],
        found=[one for one in _worded(found) if one[0].code not in ticked],
        to_ask=[one for code in asked for one in lines if one[0].code == code],
        lines=[one for one in lines if one[0].code not in {*ticked, *asked}],
        find=words,
        headings=HEADINGS,
        ticked=ticked,
        chosen_language=language,
        offered=languages_for_young_people(),
        people=sorted(people, key=lambda one: one.known_as or ""),
        person=person,
        problem=problem,
        form=EmptyForm(formdata=None),
    )
    return page, 422 if problem else 200


@bp.post("/share")
@requires(Permission.OFFER_SHARE)
def share():
    lines, _all = sharing.lines_in(_asked())
    if request.form.get("do") == "search":
        return _choose_page([line.code for line in lines], _language(), _person())
    if not lines:
        return _choose_page([], _language(), _person(), problem=True)
    sharing.count_shared(lines)
    session.commit()
    codes = sharing.BETWEEN.join(line.code for line in lines)
    return redirect(url_for(".ready", codes=codes, **{"for": _language()}), 303)


@bp.get("/share/<codes>")
@requires(Permission.OFFER_SHARE)
def ready(codes):
    """The link, the picture of it, and the ways to send or print it."""
    lines, _all = sharing.lines_in(codes)
    if not lines:
        return redirect(url_for(".choose"))
    language = _language()
    address = sharing.address_of(lines, language)
    with speaking(language):
        ways = sharing.ways(address)
    return render_template(
        "offer/share/ready.html",
        lines=_worded(lines),
        codes=codes,
        chosen_language=language,
        address=address,
        code=pictured(address),
        ways=ways,
    )


@bp.get("/s/<codes>")
@public
def shared(codes):
    """What anybody sees who opens an address they were sent: the lines, and nothing about them."""
    lines, whole = sharing.lines_in(codes)
    if not lines:
        return render_template("offer/gone.html"), 404
    page = render_template("offer/share/shared.html", lines=_worded(lines), whole=whole)
    _count_view(lines)
    return page


def _count_view(lines) -> None:
    # A page is worth more than a count of it: it is drawn already if the database is busy.
    try:
        will_write()
        sharing.count_viewed(lines)
        session.commit()
    except OperationalError:
        session.rollback()


@bp.get("/sheet/<codes>")
@public
def sheet(codes):
    """The same lines on paper, in the language of the page: A4, or A5 to fold into a pocket."""
    lines, _whole = sharing.lines_in(codes)
    if not lines:
        return render_template("offer/gone.html"), 404
    address = sharing.address_of(lines, str(current_language()))
    return render_template(
        "offer/share/sheet.html",
        lines=_worded(lines),
        codes=codes,
        size=request.args.get("size") if request.args.get("size") in SIZES else "a4",
        day=today(),
        on_your_side=[next(one for one in helplines() if fits(one)) for fits in ON_PAPER],
        code=pictured(address),
        address=address,
    )
