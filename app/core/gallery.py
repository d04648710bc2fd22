"""Every component on one page, for whoever works on the look. Only in the demo."""

from types import SimpleNamespace

import segno
from flask import Blueprint, abort, current_app, render_template
from markupsafe import Markup

from app.core.security import public

bp = Blueprint("gallery", __name__)

FEELINGS = (
    ("great", "Great"),
    ("good", "Good"),
    ("okay", "Okay"),
    ("low", "A bit low"),
    ("bad", "Really low"),
    ("dont_know", "I don’t know"),
)
AGREEMENT = (
    ("5", "Yes, a lot"),
    ("4", "Yes, a bit"),
    ("3", "In the middle"),
    ("2", "Not much"),
    ("1", "Not at all"),
)
ABOUT = (
    ("meeting", "Get ready for my meeting"),
    ("good_news", "Share good news"),
    ("problem", "Sort out a problem"),
    ("visit", "My worker’s visit"),
    ("home", "Where I live"),
    ("feelings", "How I feel"),
    ("me", "This is me"),
    ("something_else", "Something else"),
)
PEOPLE = (
    ("social_worker", "My social worker", "Amina Yusuf"),
    ("reviewing_officer", "The person who runs my meeting", "Tom Baker"),
    ("participation", "Someone who does not know me", None),
)
LONG = "I like it when we cook together on Sundays. The garden is good too."
ARABIC = "أحب أن نطبخ معاً يوم الأحد. غرفتي هادئة."
TIGRINYA = "ምስ ኣዕሩኽተይ ክጻወት ይደሊ።"


def field(name: str, label: str, data=None, choices=(), errors=()) -> SimpleNamespace:
    """What a macro needs of a form's field."""
    return SimpleNamespace(
        id=name, name=name, label=label, data=data, choices=choices, errors=errors
    )


@bp.get("/components")
@public
def show():
    if not current_app.config["DEMO"]:
        abort(404)
    number = "4721 0936 5518 2047"
    code = segno.make(number, error="m")
    return render_template(
        "components/gallery.html",
        fields={
            "feeling": field("feeling", "How do you feel today?", "good", FEELINGS),
            "agree": field("agree", "My worker listens to me", "4", AGREEMENT),
            "about": field("about", "What is it about?", ["home"], ABOUT),
            "home": field(
                "home",
                "What is good where you live?",
                ["food"],
                (
                    ("food", "The food"),
                    ("people", "The people"),
                    ("room", "My room", "My own space"),
                ),
            ),
            "yes": field(
                "yes",
                "Did this sort it out?",
                "no",
                (
                    ("yes", "Yes"),
                    ("no", "No"),
                    ("not_sure", "I’m not sure"),
                ),
            ),
            "readers": field("readers", "Who may read this?", ["social_worker"], PEOPLE),
            "name": field("name", "What should we call you?", "Sami"),
            "words": field("words", "What do you want to say?", LONG),
            "wrong": field("wrong", "Your number", "4721", (), ["Type all 16 numbers."]),
            "date": field("date", "When is your meeting?", {"day": 4, "month": 12, "year": 2026}),
            "tick": field("tick", "Read it aloud to me", True),
            "council": field("council", "Council", "west", (("west", "West"), ("north", "North"))),
        },
        feeling_pictures={code: code for code, _ in ABOUT},
        number=number,
        code=Markup(code.svg_inline(omitsize=True, border=2)),
        long=LONG,
        arabic=ARABIC,
        tigrinya=TIGRINYA,
    )
