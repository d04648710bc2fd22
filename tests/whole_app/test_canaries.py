"""T17: nothing a child wrote is found in the database, its backup, the mail or the logs."""

import base64
import logging
import sqlite3

import pytest

from app.accounts.models import Council
from app.core.clock import now, today
from app.core.db import session
from app.core.permissions import Role
from app.demo.factories import (
    assign,
    make_council,
    make_episode,
    make_open_survey,
    make_return_interview,
    make_staff,
    make_young_person,
)
from app.interviews.models import Action
from surveys.inviting import codes
from tests.surveys.inviting.answers import answer
from tests.talking import return_number_on, tell

SAID = ("before", "worries", "should_change", "anything_else")
QUESTIONS = ("like_to_be_called", "good_at", "matters_to_me", "good_to_know", "hopes")
PHRASES = 1000
TALKED = 10
"""Of these are said in a return interview."""
SURVEYED = 10
"""Of these are said in a survey."""
MARK = "warbles-at-dusk"


def phrase(number: int) -> str:
    """Words that are nowhere else; some of them a cue, some in another language."""
    danger = " and they hit me" if number % 50 == 0 else ""
    return f"{'ሰላም' if number % 20 == 0 else 'canary'}{number:04d}{MARK}{danger}"


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    return caplog


def test_none_of_a_thousand_phrases_is_anywhere_but_sealed(
    app, session, signed_in_as, tmp_path, log, capfd
):
    council: Council = make_council()
    child = make_young_person(council, "robin")
    worker = make_staff(Role.WORKER, council=council)
    assign(worker, child)
    by_name, at_work = signed_in_as(child.account), signed_in_as(worker)
    phrases = iter(range(PHRASES))
    sent = []
    while len(sent) < PHRASES - TALKED - SURVEYED:
        sent += say_some(app, by_name if len(sent) % 2 else None, phrases)
    sent += talk_about(child, phrases, signed_in_as)
    sent += answer_a_survey(app, council, by_name, signed_in_as, phrases)
    at_work.get("/feedback/")
    app.test_cli_runner().invoke(args=["worker", "--once"])
    session.commit()
    back_up(app, tmp_path / "backup.sqlite3")
    (tmp_path / "log").write_text(log.text + "".join(capfd.readouterr()))
    assert found_in(tmp_path) == []


def say_some(app, by_name, phrases) -> list[str]:
    """One statement, and an answer back to it: what was written."""
    words = [phrase(next(phrases)) for _ in QUESTIONS]
    visitor = by_name or app.test_client()
    how = "by_name" if by_name else "anonymous"
    answers = {"who_may_read": ["social_worker"], **dict(zip(QUESTIONS, words, strict=True))}
    assert tell(visitor, "this_is_me", answers, how).headers["Location"] == "/tell/sent"
    page = visitor.get("/tell/sent").text
    if not by_name:
        visitor.post("/return/", data={"number": return_number_on(page)})
    return words


def talk_about(child, phrases, signed_in_as) -> list[str]:
    """What a child wishes and says when they are back, on a tablet and on their own phone; and what
    adults write down because of it.
    """
    words = [phrase(next(phrases)) for _ in range(TALKED)]
    listener = make_staff(Role.RETURN_INTERVIEWER)
    interview = make_return_interview(make_episode(child, returned_at=now()))
    interview.interviewer_id, interview.interviewer_name = listener.id, "Noor"
    interview.declared_at = now()
    phone, at = signed_in_as(child.account), f"/talk/{interview.id}/"
    phone.post(f"{at}answer", data={"answer": "yes"})
    phone.post(f"{at}wishes/")
    phone.post(f"{at}wishes/want_to_talk", data={"answer": words[0]})
    tablet, talk = signed_in_as(listener), f"/interviews/{interview.id}/talk/"
    tablet.post(talk, data={"language": "en"})
    for question, said in zip(SAID, words[1:5], strict=True):
        tablet.post(f"{talk}ask/{question}", data={"answer": said})
    kept = {f"{question}-answer": said for question, said in zip(SAID, words[5:9], strict=True)}
    tablet.post(f"{talk}all/", data={**kept, "once": "a key"})
    tablet.takes_the_tablet_back().get(f"{talk}words")
    action = Action(interview_id=interview.id, owner_name="Noor", due_on=today())
    action.what = words[9]
    session.add(action)
    return words


def answer_a_survey(app, council, by_name, signed_in_as, phrases) -> list[str]:
    """By the open link, signed in, with a code, and on paper; an officer reads and looks at it."""
    words = [phrase(next(phrases)) for _ in range(SURVEYED)]
    survey, officer = make_open_survey(council), make_staff(Role.PARTICIPATION_OFFICER)
    link, with_code = survey.councils[0].link_code, app.test_client()
    code = codes.make_list(survey, council.code, 1, officer)[0]
    with_code.post("/surveys/code", data={"code": code})
    for visitor, said in zip((by_name, with_code), words, strict=False):
        answer(visitor, link, {"anything": said})
    for said in words[2:-1]:
        answer(app.test_client(), link, {"anything": said})
    desk, paper = signed_in_as(officer), f"/surveys/typing-in/{survey.id}/{council.code}/11_17"
    desk.post(paper, data={"anything-answer": words[-1], "language": "en"})
    for path in ("", "tables.csv", "tables.xlsx", "comments"):
        desk.get(f"/surveys/results/{survey.id}/{path}")
    return words


def back_up(app, path) -> None:
    here = sqlite3.connect(app.extensions["engine"].url.database)
    copy = sqlite3.connect(path)
    here.backup(copy)
    copy.close()
    here.close()


def found_in(folder) -> list[str]:
    """The files that hold the mark of any phrase, plainly or in one of the usual wrappings."""
    marks = [MARK.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    marks.append(MARK.encode().hex().encode())
    # Base64 of the same letters has three shapes, by where they begin; the edges depend on others.
    marks += [base64.b64encode(b"x" * n + MARK.encode())[4:-4] for n in range(3)]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(mark in file.read_bytes() for mark in marks)]


@pytest.mark.parametrize("wrap", [str.encode, lambda words: base64.b64encode(words.encode())])
def test_the_search_would_find_a_phrase_that_leaked(tmp_path, wrap):
    for number in range(3):
        (tmp_path / f"leak-{number}").write_bytes(b"WARNING " + wrap("." * number + phrase(20)))
    assert len(found_in(tmp_path)) == 3
