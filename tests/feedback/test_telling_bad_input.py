"""Whatever is sent to a question: no crash, no change by what is refused, nothing lost (T1)."""

import re
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import escape
from sqlalchemy import select

from surveys.models import Answer, Response
from surveys.services import find_response
from tests.talking import hidden

PLACES = {
    "short_text": ("get_ready_for_my_meeting", "speak_for_me"),
    "long_text": ("this_is_me", "good_at"),
    "one_choice": ("something_else", "what_next"),
    "several_choices": ("my_workers_visit", "next_time"),
    "feeling": ("how_i_feel", "feeling"),
    "agreement": ("my_workers_visit", "listened"),
    "yes_no_not_sure": ("where_i_live", "safe"),
    "date": ("my_workers_visit", "what_day"),
    "person": ("sort_out_a_problem", "about_worker"),
    "picture_choice": ("share_good_news", "what_about"),
}
"""A question of each type in the forms that ship."""
WRITTEN = ("short_text", "long_text")
ANYTHING = st.text(st.characters(), max_size=300)
WAYS = st.sampled_from(["next", "back", "later", "skip", "not_safe"]) | ANYTHING
NASTY = (
    "a\0b\x01\x1b[31m",
    "\u202eturned\u202c \u2066x",
    '=HYPERLINK("http://x")\t+1-1@x',
    "x\r\nSet-Cookie: stolen=1\r\n\r\n<script>alert(1)</script>",
    "half \ud83d a character",
    "{{ 7*7 }} %(x)s {0} ${y}",
    "\n\nfirst lines are empty",
)


def encoded(pairs) -> bytes:
    """A form's body, with what no browser could send in it too."""
    return b"&".join(
        b"=".join(quote_from_bytes(part.encode("utf-8", "surrogatepass")).encode() for part in pair)
        for pair in pairs
    )


def names(kind: str, values: list[str]) -> list[tuple[str, str]]:
    fields = ("answer-day", "answer-month", "answer-year") if kind == "date" else ["answer"] * 4
    return list(zip(fields, values, strict=False))


def snapshot(session):
    """Everything that answering could change."""
    rows = session.scalars(select(Answer).order_by(Answer.question_key)).all()
    answers = [(row.question_key, row.choices, row.words) for row in rows]
    drafts = session.scalars(select(Response)).unique().all()
    return answers, [(row.id, row.sent_on, row.young_person_id, row.council_code) for row in drafts]


def is_text(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("kind", PLACES)
@given(
    values=st.lists(ANYTHING | st.sampled_from(NASTY), max_size=4),
    extra=st.lists(st.tuples(ANYTHING, ANYTHING), max_size=3),
    way=WAYS,
)
@example(values=[NASTY[0]], extra=[("sent_on", "2026-01-01"), ("young_person_id", "1")], way="next")
@example(values=[NASTY[1]], extra=[("then", NASTY[3])], way="next")
@example(values=[NASTY[3]], extra=[], way=NASTY[3])
@example(values=["x" * 1_000_000], extra=[], way="next")
def test_a_question_takes_or_refuses_whatever_is_sent(client, session, kind, values, extra, way):
    form, question = PLACES[kind]
    client.post(f"/tell/{form}/", data={"how": "anonymous"})
    token = hidden(client.get(f"/tell/{form}/{question}").text, "csrf_token")
    before = snapshot(session)
    body = encoded([("csrf_token", token), *names(kind, values), *extra, ("do", way)])
    answer = client.post(
        f"/tell/{form}/{question}", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (302, 422)
    assert "stolen" not in answer.headers.get("Set-Cookie", "")
    assert answer.headers.get("Location", "/tell/").startswith("/tell/")
    if answer.status_code == 422:
        assert snapshot(session) == before
        if kind in WRITTEN and is_text(values[0]):
            assert str(escape(values[0])) in answer.text
    elif kind in WRITTEN and values and is_text(values[0]) and way not in ("skip",):
        kept = session.scalar(
            select(Answer)
            .join(Response)
            .where(Answer.question_key == question, Response.id == newest(client, session, form).id)
        )
        written = kept.words if kept else None
        assert written == (values[0] if values[0].strip() else None)
    assert all(row[1] is None and row[2] is None for row in snapshot(session)[1])


def newest(client, session, form: str) -> Response:
    """The response this visitor is answering."""
    with client.session_transaction() as cookie:
        return find_response(cookie["drafts"][form])


@pytest.mark.parametrize("words", [word for word in NASTY if is_text(word)])
def test_strange_words_are_shown_again_as_words_on_every_page(client, words):
    client.post("/tell/this_is_me/", data={"how": "anonymous"})
    client.post("/tell/this_is_me/good_at", data={"answer": words, "do": "next"})
    for page in ("good_at", "check"):
        shown = client.get(f"/tell/this_is_me/{page}").text
        assert str(escape(words)) in shown
        assert "<script>alert" not in shown


def test_a_page_can_be_sent_with_nothing_in_it_or_something_that_is_no_form(client, session):
    client.post("/tell/this_is_me/", data={"how": "anonymous"})
    before = snapshot(session)
    address = "/tell/this_is_me/good_at"
    assert client.post(address).status_code == 302
    listed = {"data": b'[1, {"answer": 2}]', "content_type": "application/json"}
    assert client.post(address, **listed).status_code == 400
    assert client.post(address, data=b"\xff\xfe", content_type="text/plain").status_code == 400
    broken = {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"}
    assert client.post(address, **broken).status_code == 400
    assert snapshot(session) == before


@given(how=ANYTHING, council=ANYTHING, once=ANYTHING, looked_over=ANYTHING)
def test_the_other_buttons_take_or_refuse_whatever_is_sent(
    client, session, how, council, once, looked_over
):
    def post(path, *pairs):
        token = hidden(client.get("/tell/this_is_me/").text, "csrf_token")
        body = encoded([("csrf_token", token), *pairs])
        return client.post(path, data=body, content_type="application/x-www-form-urlencoded")

    assert post("/tell/this_is_me/", ("how", how)).status_code == 302
    sent = post("/tell/this_is_me/check", ("answers", looked_over))
    assert sent.status_code == 409
    assert re.search(r"<h1>", sent.text)
    now = post("/tell/not_safe/now", ("once", once), ("council", council), ("how", how))
    assert now.status_code == 302
    drafts = session.scalars(select(Response)).unique().all()
    assert all(row.young_person_id is None for row in drafts)
