"""A site of three pages in four languages, with catalogues a test writes itself."""

from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_login import LoginManager, UserMixin

from app.core import config, i18n, security
from app.core.catalogues import Catalogue, write
from app.core.languages import LANGUAGES
from app.core.permissions import Permission

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Someone(UserMixin):
    id: int
    language: str


PEOPLE = {"7": Someone(7, "ti")}

PAGE = """<html lang="{{ language.html }}" dir="{{ direction }}">
{% include "components/language_picker.html" %}
<h1>{{ _("Hello %(name)s", name="<Ada>") }}</h1>
<p class="note">{{ translation_note }}</p>
<p>{{ ngettext("%(num)d message", "%(num)d messages", count) }}</p>"""

HELLO = "Hello %(name)s"
COUNTED = ("%(num)d message", "%(num)d messages")
HELLOS = {"ar": "مرحبا %(name)s", "fa_AF": "سلام %(name)s", "ti": "ሰላም %(name)s"}


def catalogue(locale: str, words: dict, checked_by: str = "", fuzzy=()) -> Catalogue:
    """A catalogue of `words`: {English or (singular, plural): translation or its forms}."""
    made = Catalog(locale=locale)
    for english, translation in words.items():
        flags = ["fuzzy"] if english in fuzzy else []
        made.add(english, translation, flags=flags)
    return Catalogue(made, checked_by)


def write_all(folder: Path, **changed: Catalogue) -> Path:
    """Catalogues in which the greeting is translated, except where `changed` says otherwise."""
    for language in LANGUAGES[1:]:
        made = catalogue(language.locale, {HELLO: HELLOS[language.locale]})
        write(changed.pop(language.locale, made), language.locale, folder)
    for locale, made in changed.items():
        write(made, locale, folder)
    return folder


def lay_out(root: Path, files: dict[str, str]) -> Path:
    """Write `files`, by their paths under `root`."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def small_site(folder: Path, **settings) -> Flask:
    """The site; `folder` holds the catalogues, and beside it the cache."""
    app = Flask(
        "small_site",
        root_path=str(ROOT),
        template_folder="templates",
        static_folder=None,
        instance_path=str(folder.parent / "instance"),
    )
    config.load(app, {"SECRET_KEY": "x" * 32, "TRANSLATIONS": str(folder)} | settings)
    LoginManager(app).user_loader(PEOPLE.get)
    i18n.init_app(app)

    @app.get("/")
    @app.get("/tell/<path:where>")
    @security.public
    def tell(where: str = "") -> str:
        return render_template_string(PAGE, count=3)

    @app.post("/send")
    @security.public
    def send() -> tuple[str, int]:
        return render_template_string(PAGE, count=3), 422

    return app


def add_staff_page(app: Flask) -> None:
    """A page for coders, for whoever is signed in."""

    def desk() -> str:
        return render_template_string(PAGE, count=3)

    desk.allowed = frozenset({Permission.CODE})
    app.add_url_rule("/desk", view_func=desk)


def sign_in(phone: FlaskClient, number: str) -> None:
    """Whoever holds this phone is now one of PEOPLE."""
    with phone.session_transaction() as kept:
        kept["_user_id"] = number
