"""Which language a page is in, and its words in that language.

`?lang=CODE` on any page chooses; then what the signed-in person's account says; then what this
session chose before; then what the browser asks for. A language is offered only when everything
the page may say is translated (DESIGN 5.10); a single message that is missing all the same falls
to the next language alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, g, has_request_context, request, session
from flask_babel import (
    Babel,
    force_locale,
    get_locale,
    gettext,
    lazy_gettext,
    lazy_ngettext,
    ngettext,
    pgettext,
)
from markupsafe import Markup
from werkzeug.local import LocalProxy

from app.core import calendars, template_words
from app.core.catalogues import FOLDER
from app.core.compiled import Catalogues
from app.core.errors import database_errors
from app.core.in_line import in_a_row
from app.core.languages import (
    ENGLISH,
    LANGUAGES,
    Language,
    best_match,
    by_locale,
    find,
    text_direction,
)
from app.core.permissions import GRANTS, Role
from app.core.security import signed_in

__all__ = [
    "_",
    "_l",
    "current_language",
    "gettext",
    "init_app",
    "is_draft",
    "is_for_staff",
    "language_address",
    "languages",
    "lazy_gettext",
    "lazy_ngettext",
    "ngettext",
    "pgettext",
    "speaking",
    "text_direction",
]

_ = gettext
_l = lazy_gettext

YOUNG = GRANTS[Role.YOUNG_PERSON] | GRANTS[Role.YOUNG_INSPECTOR]
"""What young people may do; whatever else a page asks for, it is for staff."""
CHOSEN = "language"
CHOSEN_BY = "language_by"


def init_app(app: Flask) -> None:
    """Compile what has changed, and give every request and template its language.

    Settings: SHOW_INCOMPLETE offers languages that are not complete (for translators);
    TRANSLATIONS is the folder of the catalogues.
    """
    babel = Babel()
    babel.init_app(app, default_locale="en", locale_selector=_select, timezone_selector=_london)
    babel.domain_instance = Catalogues(
        cache=Path(app.instance_path) / "cache" / "languages",
        folder=Path(app.config.get("TRANSLATIONS", FOLDER)),
    )
    app.extensions["catalogues"] = babel.domain_instance
    template_words.init_app(app)
    app.before_request(_keep_chosen_language)
    app.after_request(_name_the_language)
    app.jinja_env.filters.update(
        calendars.FILTERS,
        english_name=_english_name,
        named=_named,
        own_name=_own_name,
        in_a_row=in_a_row,
        html_lang=lambda code: getattr(find(code), "html", code),
    )
    app.jinja_env.globals.update(
        language=LocalProxy(current_language),
        direction=LocalProxy(lambda: current_language().direction),
        languages=languages,
        language_address=language_address,
        text_direction=text_direction,
        translation_note=LocalProxy(_translation_note),
    )


def current_language() -> Language:
    """The language of this page, or of the work inside `speaking`; English outside of both."""
    return by_locale(str(get_locale()))


def languages_for_young_people() -> list[Language]:
    """The languages in which everything a young person sees can be read, English first."""
    return _complete(for_staff=False)


def languages() -> list[Language]:
    """The languages this page can be read in, English first."""
    return _complete(for_staff=is_for_staff())


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside this, words and dates are in `language`, whatever the page is in: mail, a report."""
    with force_locale((find(language) or ENGLISH).locale):
        yield


def is_draft(language: str) -> bool:
    """True while no named person has checked the words of this language. English never is."""
    found = find(language) or ENGLISH
    facts = current_app.extensions["catalogues"].facts.get(found.locale)
    return found != ENGLISH and (facts is None or facts.draft)


def language_address(language: str) -> str:
    """The address of the page being looked at, in another language.

    A page that only answers a form has no address of its own: then it is the front page.
    """
    rule = request.url_rule
    page = request.path if rule is None or "GET" in (rule.methods or ()) else "/"
    # Two slashes at the start would lead to another host.
    path = quote(request.script_root + "/" + page.lstrip("/"))
    kept = [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]
    return f"{path}?{urlencode([*kept, ('lang', str(language))])}"


def _own_name(code: str) -> str:
    """What the readers of a language call it; the code itself for one nobody has heard of."""
    return getattr(find(code), "own_name", code)


def _english_name(code: str) -> str:
    """What the staff call a language."""
    return getattr(find(code), "english_name", gettext("a language we do not know"))


def _complete(*, for_staff: bool) -> list[Language]:
    if current_app.config.get("SHOW_INCOMPLETE"):
        return list(LANGUAGES)
    known: Catalogues = current_app.extensions["catalogues"]
    return [one for one in LANGUAGES if known.complete(one, for_staff=for_staff)]


def _select() -> str:
    if not has_request_context():
        return ENGLISH.locale
    g.language_was_asked = True
    offered = languages()
    wanted = (find(request.args.get("lang")), find(_kept_choice()))
    chosen = next((one for one in wanted if one in offered), None)
    return (chosen or best_match(_asked_for(), offered) or ENGLISH).locale


def _asked_for() -> list[str]:
    """The codes the browser asks for, dearest first."""
    return [code for code, quality in request.accept_languages if quality > 0]


def _kept_choice() -> str | None:
    """The choice made in this session, unless an account says otherwise.

    Whoever signs in gets the language of their account, not that of the last person at the tablet;
    what they choose after that holds for the rest of their session.
    """
    kept = session.get(CHOSEN)
    account = _account()
    if account is None or session.get(CHOSEN_BY) == str(account.id):
        return kept
    return account.language or kept


def _keep_chosen_language() -> None:
    chosen = find(request.args.get("lang"))
    if chosen not in _complete(for_staff=False):
        return
    account = _account()
    session[CHOSEN] = str(chosen)
    session[CHOSEN_BY] = str(account.id) if account else ""


def _account():
    try:
        return signed_in()
    except database_errors():
        # A page that says the database is away needs a language too.
        return None


def is_for_staff() -> bool:
    """True on a page that no young person may open."""
    if not has_request_context() or request.endpoint is None:
        return False
    allowed = getattr(current_app.view_functions.get(request.endpoint), "allowed", frozenset())
    return bool(allowed) and not allowed & YOUNG


def _name_the_language(response: Response) -> Response:
    if g.get("language_was_asked"):
        response.headers.setdefault("Content-Language", current_language().html)
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def _translation_note() -> str:
    """What a page in a draft language says of itself; "" in a language that was checked."""
    if not is_draft(current_language()):
        return ""
    # NOTE: Stands on every page of a translation that no named person has checked. Calm, plain.
    return gettext("Nobody has checked these words yet. Some of them may be wrong.")


def _named(name: str) -> Markup:
    """Somebody's name in the middle of a sentence, whichever way either of them runs."""
    return Markup("<bdi>{}</bdi>").format(name)


def _london() -> str:
    return "Europe/London"
