"""Who a young person can call, and who of them answers at this hour."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from pathlib import Path

import yaml

from app.core.clock import LONDON, is_working_day
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l

FILE = Path(__file__).with_name("helplines.yaml")

FIRST = ("danger", "child", "text", "local")
"""What stands at the head of the page, in this order: one line each."""

GROUPS = {
    "danger": _l("When it is urgent"),
    "talk": _l("Someone to talk to"),
    "local": _l("Near you, in Northamptonshire"),
    "missing": _l("You are away from home, or want to leave"),
    "rights": _l("Someone on your side"),
    "separated": _l("You came here without your family"),
    "exploitation": _l("Someone makes you do things"),
    "online": _l("On the internet"),
    "harm": _l("Someone hurts you or rules over you"),
    "health": _l("Drugs"),
    "housing": _l("A place to stay"),
    "adults": _l("For grown-ups"),
}

WHEN = {"day": _l("in the daytime"), "night": _l("at night and the weekend")}

UNSURE = {
    "phone": _l("the number"),
    "text": _l("the number for texts"),
    "email": _l("the email address"),
    "web": _l("the website"),
    "hours": _l("when they answer"),
}

# In English on purpose: these are the words to say to whoever answers.
SAY = "I speak {language}. I need an interpreter."
LANGUAGES_IN_ENGLISH = {"ar": "Arabic", "fa-AF": "Dari", "ti": "Tigrinya"}


@dataclass(frozen=True)
class Hours:
    """From and to on working days; or, with `when_closed`, whenever that other line is closed."""

    opens: time = time()
    closes: time = time()
    when_closed: str = ""


@dataclass(frozen=True)
class Helpline:
    id: str
    name: str
    group: str
    plain: str
    evidence: str
    first: str = ""
    when: str = ""
    """A key of WHEN, where one name has a number for the day and one for the night."""
    phone: str = ""
    also: str = ""
    """A second number, answered by the same people."""
    text: str = ""
    web: str = ""
    email: str = ""
    open: str | Hours | None = None
    """"always", or when; None when nobody knows."""
    instead: str = ""
    """The id of whom to try while this one is closed."""
    free: bool | None = None
    interpreter: bool | None = None
    unsure: tuple[str, ...] = ()
    """Which of UNSURE to check with a worker."""
    languages: str = ""
    verify: tuple[str, ...] = ()
    source: str = ""
    seen: str = ""

    @property
    def for_when(self) -> str:
        """Which part of the day this number is for, in the page's language; "" for all of it."""
        return str(WHEN[self.when]) if self.when else ""

    @property
    def number_unsure(self) -> bool:
        """True if nobody has made sure that the number is right."""
        return bool({"phone", "text"} & set(self.unsure))


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it at some moment."""

    line: Helpline
    is_open: bool | None
    """None when nobody knows."""
    hours: str
    instead: Helpline | None


def helplines() -> tuple[Helpline, ...]:
    """Every line, in the order of the file."""
    return tuple(_by_id().values())


def is_open(line: Helpline, moment: datetime) -> bool | None:
    """Whether this line answers at this moment (aware); None when nobody knows."""
    if line.open is None or line.open == "always":
        return line.open and True
    if line.open.when_closed:
        return not is_open(_by_id()[line.open.when_closed], moment)
    there = moment.astimezone(LONDON)
    return is_working_day(there.date()) and line.open.opens <= there.time() < line.open.closes


def first_lines(moment: datetime) -> list[Shown]:
    """The four at the head of the page; of the local ones, whichever answers now."""
    return [
        shown(
            next(one for one in helplines() if one.first == place and is_open(one, moment)), moment
        )
        for place in FIRST
    ]


def more_lines(moment: datetime) -> list[tuple[str, list[Shown]]]:
    """All the others, under the headings of their groups."""
    above = {one.line.id for one in first_lines(moment)}
    return [
        (
            words,
            [
                shown(one, moment)
                for one in helplines()
                if one.group == group and one.id not in above
            ],
        )
        for group, words in GROUPS.items()
    ]


def shown(line: Helpline, moment: datetime) -> Shown:
    """This line as it is now; while it is closed, with another that is not."""
    now_open = is_open(line, moment)
    other = _by_id()[line.instead] if now_open is False and line.instead else None
    return Shown(line, now_open, hours_in_words(line), other)


def hours_in_words(line: Helpline) -> str:
    """When it answers, in the page's language; "" when nobody knows."""
    if line.open is None:
        return ""
    if line.open == "always":
        return _("Day and night, every day")
    if line.open.when_closed:
        return _("Evenings, nights, weekends and bank holidays")
    opens, closes = (moment.strftime("%H:%M") for moment in (line.open.opens, line.open.closes))
    return _("Monday to Friday, %(opens)s to %(closes)s", opens=opens, closes=closes)


def words_for_an_interpreter(language: str) -> str:
    """What to say, in English, to get an interpreter for this language; "" for English."""
    name = LANGUAGES_IN_ENGLISH.get(language)
    return SAY.format(language=name) if name else ""


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Helpline]:
    lines = yaml.safe_load(FILE.read_text(encoding="utf-8"))["lines"]
    return {line["id"]: _line(line) for line in lines}


def _line(facts: dict) -> Helpline:
    lists = {name: tuple(facts.get(name, ())) for name in ("unsure", "verify")}
    return Helpline(**{**facts, **lists, "open": _hours(facts.get("open"))})


def _hours(facts: str | dict | None) -> str | Hours | None:
    if not isinstance(facts, dict):
        return facts
    if "when_closed" in facts:
        return Hours(when_closed=facts["when_closed"])
    return Hours(time.fromisoformat(facts["from"]), time.fromisoformat(facts["to"]))
