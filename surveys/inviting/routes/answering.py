"""What the pages of answering share: the survey, who is here, what they are answering."""

from flask import abort
from flask import session as cookie

from app.accounts import sessions
from app.core.clock import now
from app.core.db import session
from app.core.i18n import current_language
from app.core.security import signed_in
from surveys import drafts
from surveys.asking import Asking
from surveys.definition import Definition
from surveys.inviting import kiosk
from surveys.inviting.finding import Asked, Link, first_definition, link_with
from surveys.inviting.once import account_hash, code_in_survey
from surveys.services import definition_with
from surveys.survey_models import AGES, Survey
from surveys.survey_words import spoken

_QUOTED = ", ".join(f'"{one}"' for one in AGES)
ITS_AGES = f"/<link>/<any({_QUOTED}):ages>"
"""How the address of everything begins that is asked of these ages. No other page of /surveys looks
like it.
"""

OPENED = "surveys_opened"
"""In the cookie: the links this browser has opened."""
CODES = "survey_codes_typed"
"""In the cookie: for each survey the hash of the code that was typed in, and the second since 1970
when it was.
"""
SENT = "surveys_sent"
"""In the cookie: the links by which this browser has sent an answer."""
MOST_OPENED = 12

# Not a code: whoever signs in answers for themselves, and the code may be somebody else's.
sessions.kept_when_signing_in.extend((OPENED, SENT))


def link_or_404(code: str) -> Link:
    return link_with(code) or abort(404)


def asked_or_404(link: Link, ages: str) -> Asked:
    """What is asked of these ages."""
    return link.asked.get(ages) or abort(404)


def remember(link: Link) -> None:
    """This browser has opened this survey, and its list says so."""
    opened = [one for one in cookie.get(OPENED, []) if one != link.code]
    cookie[OPENED] = [*opened, link.code][-MOST_OPENED:]


def who_is_here(link: Link) -> list[bytes]:
    """Whom an answer from here counts for: the young person signed in, or nobody known."""
    account = signed_in()
    is_theirs = account is not None and account.is_young_person
    return [account_hash(link.survey.id, account)] if is_theirs else []


def hold_code(survey_id: int, code_hash: bytes) -> None:
    """From now on what is sent from here to this survey is sent with this code."""
    typed = [code_hash.hex(), int(now().timestamp())]
    cookie[CODES] = {**cookie.get(CODES, {}), str(survey_id): typed}


def code_here(link: Link) -> bytes | None:
    """What stands for the code that was typed in here."""
    typed = cookie.get(CODES, {}).get(str(link.survey.id))
    return code_in_survey(link.survey.id, bytes.fromhex(typed[0])) if typed else None


def forget_old_code(link: Link) -> None:
    """Whoever comes to the first page half an hour after a code was typed may be somebody else."""
    typed = cookie.get(CODES, {}).get(str(link.survey.id))
    if typed and sessions.is_idle_since(typed[1]) and not begun_in(link):
        forget_code(link)


def sent_from_here(link: Link) -> bool:
    """True if this browser has sent an answer by this open link; never of a shared tablet."""
    return not kiosk.is_kiosk() and link.code in cookie.get(SENT, [])


def note_sent(link: Link) -> None:
    """This browser has sent one."""
    sent = [one for one in cookie.get(SENT, []) if one != link.code]
    cookie[SENT] = [*sent, link.code][-MOST_OPENED:]


def forget_code(link: Link) -> None:
    """It has been used: whoever takes this tablet next brings their own."""
    kept, used = cookie.get(CODES, {}), str(link.survey.id)
    if used in kept:
        cookie[CODES] = {one: code for one, code in kept.items() if one != used}


def asking_in(asked: Asked) -> Asking | None:
    """What this browser is answering of this form, sent or not."""
    response = drafts.draft_for(asked.form_key)
    return Asking(response) if response else None


def begun_in(link: Link) -> dict[str, Asking]:
    """What this browser has begun of this survey and not sent, by the ages it is for."""
    found = {ages: asking_in(asked) for ages, asked in link.asked.items()}
    return {ages: one for ages, one in found.items() if one and one.response.sent_on is None}


def speak(asking: Asking) -> Asking:
    """The same, asked in the language of the page."""
    asking.definition = spoken(asking.definition, current_language())
    return asking


def title_of(link: Link) -> Definition:
    """The survey's first version in the language of the page: its title and what it is about."""
    asked = next(iter(link.asked.values()), None)
    if asked is not None:
        return spoken(definition_with(asked.version_id), current_language())
    waiting = session.get_one(Survey, link.survey.id)
    return spoken(first_definition(waiting), current_language())


def facts(link: Link) -> dict:
    """What every page of a survey knows."""
    return {"link": link, "survey": link.survey, "kiosk": kiosk.is_kiosk()}
