"""What can only be sent, where a page comes back with what is wrong: opening that address again
leads to the page the form stands on.
"""

import re

import pytest

from app.core.permissions import Role
from tests.whole_app.addresses import Address, addresses
from tests.whole_app.world import make_world

ROOMS = (
    "surveys.inspections.",
    "surveys.building.",
    "surveys.inviting.",
    "surveys.results.",
    "app.groups.",
)
A_PAGE_OF_ITS_OWN = {"survey_order.up", "survey_order.down"}
"""They say why not on a page of theirs, and opening them leads to the question."""
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


@pytest.fixture
def tried(app, session, signed_in_as):
    """(address, visitor) for every address of these rooms that only takes what is sent, with
    somebody whose work it is.
    """
    world = make_world()
    visitors = {role: signed_in_as(world.accounts[role]) for role in Role}
    opened = {rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    rules = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}

    def somebody(address: Address):
        allowed = app.view_functions[address.endpoint].allowed
        able = (role for role in Role if world.accounts[role].permissions & allowed)
        return visitors[next(able, Role.YOUNG_INSPECTOR)]

    return [
        (one, somebody(one))
        for one in addresses(app, world.own, methods=("POST",))
        if app.view_functions[one.endpoint].__module__.startswith(ROOMS)
        and rules[one.endpoint] not in opened
    ]


def heading(answer) -> str:
    return HEADING.search(answer.text)[1].strip()


def test_opening_it_leads_to_the_page_its_form_stands_on(tried, figure):
    pages = [visitor.get(one.path, follow_redirects=True) for one, visitor in tried]
    sent = [visitor.post(one.path, data=one.data) for one, visitor in tried]
    came_back, wrong = 0, []
    for (address, _visitor), page, answer in zip(tried, pages, sent, strict=True):
        if page.status_code == 405:
            wrong.append(f"{address.endpoint}: not open")
        if answer.status_code != 422 or address.endpoint in A_PAGE_OF_ITS_OWN:
            continue
        came_back += 1
        if page.status_code != 200:
            wrong.append(f"{address.endpoint}: {page.status_code} at {page.request.path}")
        elif heading(answer) != heading(page):
            wrong.append(f"{address.endpoint}: {heading(answer)}, but {heading(page)}")
    figure(f"addresses that only take what is sent: {len(tried)}, {came_back} with a page at 422")
    assert not wrong, "\n".join(wrong)
    assert came_back > 10
