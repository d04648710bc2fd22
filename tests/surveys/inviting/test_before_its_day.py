"""A survey that waits for its day: what leads to it can be printed, and says when it opens."""

from datetime import date

from app.core.db import session


def test_what_was_printed_leads_to_a_page_that_says_when_it_opens(world, client, signed_in_as):
    world.survey.stage, world.survey.opens_on = "ready", date(2026, 3, 10)
    world.survey.forms = []
    session.commit()
    officer, at = signed_in_as(world.officer), f"/surveys/desk/{world.survey.id}/west"
    assert officer.get(f"{at}/poster.pdf").data.startswith(b"%PDF")
    slips = officer.post(f"{at}/codes", data={"number": "3", "form": "pdf"})
    assert slips.data.startswith(b"%PDF")
    page = client.get(f"/surveys/{world.link.code}/")
    assert page.status_code == 200 and "Home and food" in page.text
    assert "You can answer from Tuesday 10 March 2026" in page.text
