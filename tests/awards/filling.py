"""Filling in a nomination page by page, as a browser without JavaScript does."""

from tests.talking import hidden


def fill_in(visitor, row, who="Zuri", why="She helped me.", **more):
    """Through every page to sending; the answer to the sending."""
    place = f"/awards/with/{row.link_code}"
    visitor.post(place, data=more.pop("begin", {}))
    answers = {"who": who, "part": "friend", "category": "super_skills", "why": why, **more}
    for question, given in answers.items():
        visitor.post(f"{place}/{question}", data={"answer": given, "do": "next"})
    page = visitor.get(f"{place}/check")
    return visitor.post(f"{place}/check", data={"answers": hidden(page.text, "answers")})
