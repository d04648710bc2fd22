"""A young person tells us something, page by page, as a browser without JavaScript sends it."""

import html
import re


def tell(visitor, form: str, answers: dict[str, str | list[str]], how: str = "anonymous"):
    """Fill in a statement and send it; the answer to the sending. Other questions are left out.

    `how` is `anonymous` or `by_name`; `answers` are words, or codes that are chosen.
    """
    visitor.post(f"/tell/{form}/", data={"how": how})
    for question, given in answers.items():
        visitor.post(f"/tell/{form}/{question}", data={"answer": given, "do": "next"})
    page = visitor.get(f"/tell/{form}/check")
    return visitor.post(f"/tell/{form}/check", data={"answers": hidden(page.text, "answers")})


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    for field in re.findall(r"<input[^>]*>", page):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', field))
        if facts.get("name") == name:
            return html.unescape(facts["value"])
    raise LookupError(f"no field called {name} on this page")


def return_number_on(page: str) -> str:
    """The 16 digits that the page after sending shows."""
    words = re.sub(r"<[^>]*>", " ", page)
    groups = re.search(r"(?<!\d)(\d{4})\s+(\d{4})\s+(\d{4})\s+(\d{4})(?!\d)", words)
    whole = re.search(r"(?<!\d)\d{16}(?!\d)", words)
    if not groups and not whole:
        raise LookupError("no return number on this page")
    return "".join(groups.groups()) if groups else whole[0]
