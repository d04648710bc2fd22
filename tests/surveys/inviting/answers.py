"""Somebody answers a survey page by page, as a browser without JavaScript sends it."""

from tests.talking import hidden


def begin(visitor, link: str, ages: str = "11_17"):
    visitor.get(f"/surveys/{link}/")
    return visitor.post(f"/surveys/{link}/", data={"ages": ages})


def answer(visitor, link: str, answers: dict, ages: str = "11_17"):
    """Answer and send; the answer to the sending."""
    begin(visitor, link, ages)
    for question, given in answers.items():
        at = f"/surveys/{link}/{ages}/{question}"
        sent = visitor.post(at, data={"answer": given, "do": "next"})
        assert sent.status_code == 302, sent.text
    return send(visitor, link, ages)


def send(visitor, link: str, ages: str = "11_17"):
    page = visitor.get(f"/surveys/{link}/{ages}/check")
    assert page.status_code == 200, page
    looked_over = hidden(page.text, "answers")
    return visitor.post(f"/surveys/{link}/{ages}/check", data={"answers": looked_over})
