"""A child who came back is asked by a link, talks where there is no signal, shares in part."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from app.core.clock import LONDON, now
from app.core.db import session
from app.core.permissions import Role
from app.demo.factories import (
    PASSPHRASE,
    assign,
    make_council,
    make_episode,
    make_return_interview,
    make_staff,
    make_young_person,
)
from app.interviews import doors
from app.interviews.models import ReturnInterview, Sending
from app.safeguarding.models import Alert
from tests.browser.cookies import put, signed_in_cookie

TABLET = {"width": 768, "height": 1024}
WORDS, RIGHT, HELP = "It was loud ther.", "It was loud there.", "A lock on my door."
ON_THE_TABLET = """
async () => {
  const base = await new Promise((resolve) => {
    const opening = indexedDB.open("talk");
    opening.onsuccess = () => resolve(opening.result);
  });
  const all = (name) => new Promise((resolve) => {
    const asked = base.transaction(name).objectStore(name).getAll();
    asked.onsuccess = () => resolve(asked.result);
  });
  const [kept, keys] = [await all("kept"), await all("keys")];
  base.close();
  return {
    kept: kept.map(({ sealed }) => new TextDecoder("latin1").decode(sealed)),
    taken_out: keys.some(({ extractable }) => extractable),
  };
}
"""
PAGES_ON_THE_TABLET = """
async () => (await (await caches.open("talk")).keys()).map(({ url }) => url)
"""
LOSE_THE_ANSWER = """
() => {
  const real = fetch;
  globalThis.lost = [];
  globalThis.fetch = async (address, options = {}) => {
    const answer = await real(address, options);
    if (options.method !== "POST" || lost.length == 2) return answer;
    lost.push(answer.url);
    throw new TypeError("the answer never arrived");
  };
}
"""


PUT_BACK = """
const real = Date;
globalThis.Date = class extends real {
  constructor(...given) { super(...(given.length ? given : [real.now() - 3 * 3600000])); }
  static now() { return real.now() - 3 * 3600000; }
};
"""


@dataclass
class Asked:
    id: int
    code: str
    listener: str
    worker: str
    talked_at: str
    """As typed into the field."""


@pytest.fixture
def asked(demo_app) -> Asked:
    """A child without an account, who reads Arabic, is asked by a link. Noor is to listen."""
    with demo_app.app_context():
        west = make_council("west")
        child = make_young_person(west, language="ar", home_type="foster_home")
        worker = make_staff(Role.WORKER, council=west, display_name="Leah Okafor")
        listener = make_staff(Role.RETURN_INTERVIEWER, display_name="Noor Haddad")
        assign(worker, child)
        interview = make_return_interview(
            make_episode(child, returned_at=now() - timedelta(days=1)),
            language="ar",
            interviewer_id=listener.id,
            interviewer_name=listener.display_name,
            declared_at=now(),
        )
        code = doors.give_door(interview, worker)
        cookies = [signed_in_cookie(demo_app, account) for account in (listener, worker)]
        return Asked(interview.id, code, *cookies, f"{now().astimezone(LONDON):%Y-%m-%dT%H:%M}")


def test_a_child_is_asked_chooses_talks_corrects_and_shares_in_part(
    open_window, live_server, demo_app, asked
):
    chooses(open_window(live_server), asked)
    tablet = open_window(live_server, TABLET)
    put(tablet.page, demo_app, live_server.address, asked.listener)
    talks_where_there_is_no_signal(tablet, asked)
    says_when_it_was(tablet, asked)
    with demo_app.app_context():
        assert session.scalar(select(func.count()).select_from(Sending)) == 2
        alert = Alert.subject_kind == "interview", Alert.subject_id == asked.id
        assert session.scalars(select(Alert.level).where(*alert)).all() == ["red"]
        assert session.get(ReturnInterview, asked.id).child_took_part
    corrects_and_shares_in_part(tablet)
    at_work = open_window(live_server, TABLET)
    put(at_work.page, demo_app, live_server.address, asked.worker)
    at_work.opens(f"/interviews/{asked.id}/words").sees(RIGHT).does_not_see(HELP)


def chooses(phone, asked: Asked) -> None:
    """On the phone: yes, and somebody new, on a walk."""
    phone.opens(f"/talk/{asked.code}?lang=ar")
    page = phone.page
    page.locator("main form button").first.click()
    page.locator("button[value=yes]").click()
    page.locator("main form button[type=submit]").first.click()
    page.locator("input[value=somebody_new]").check()
    page.locator("button[value=next]").click()
    page.locator("input[value=walk]").check()
    page.locator("button[value=next]").click()
    phone.opens(f"/talk/{asked.id}/")
    expect(page.get_by_text("Noor Haddad").first).to_be_visible()


def talks_where_there_is_no_signal(tablet, asked: Asked) -> None:
    """On the tablet: typed without a signal, sent when there is one, and again after the answer to
    it was lost. That they do not feel safe goes first, whatever else is typed after it.
    """
    page, start = tablet.page, f"/interviews/{asked.id}/talk/"
    tablet.opens(start)
    page.locator("button[value=all]").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("[data-page-kept]")).to_be_visible()
    page.evaluate("async () => (await caches.open('talk')).put('/another-talk', new Response())")
    page.context.set_offline(True)
    page.reload()
    page.locator("#before-answer").fill(WORDS)
    page.locator("button[value=not_safe]").click()
    expect(page.locator("[data-danger=not-safe]")).to_be_visible()
    page.locator("input[value=push_rules]").check()
    page.locator("[name=child_took_part][value=yes]").check()
    page.locator("[name=method][value=in_person]").check()
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("[data-state=kept]")).to_be_visible()
    page.locator("#what_would_help-answer").fill(HELP)
    there = page.evaluate(ON_THE_TABLET)
    assert len(there["kept"]) == 2 and not there["taken_out"]
    assert not any(WORDS in one or "once" in one for one in there["kept"])
    page.add_init_script(PUT_BACK)
    page.reload()
    expect(page.locator("#before-answer")).to_have_value(WORDS)
    expect(page.locator("[data-danger=not-safe]")).to_be_visible()
    expect(page.locator("[data-state=kept]")).to_be_visible()
    page.evaluate(LOSE_THE_ANSWER)
    page.context.set_offline(False)
    # The page may learn of the signal before its worker does: then the first try is lost on the
    # way, and either may be the first to arrive.
    page.wait_for_function("() => globalThis.lost.length == 2", timeout=60_000)
    assert {urlsplit(one).path for one in page.evaluate("lost")} == {
        f"{start}all/not-safe",
        f"{start}all/",
    }
    expect(page.locator("[data-danger=not-safe]")).to_be_visible()
    expect(page.locator("[data-state=kept]")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-danger=told]")).to_be_visible()
    expect(page.locator("[data-state=sent]")).to_be_visible()
    assert page.evaluate(ON_THE_TABLET)["kept"] == []
    pages = page.evaluate(
        "async () => (await (await caches.open('talk')).keys()).map(one => one.url)"
    )
    left = [urlsplit(one).path for one in pages]
    assert "/another-talk" in left and f"{start}all/" not in left
    page.locator("[data-state=sent] a").click()
    takes_the_tablet_back(tablet)


def takes_the_tablet_back(tablet) -> None:
    """The child held it: what is for the adult asks for their password."""
    tablet.page.locator("[name=password]").fill(PASSPHRASE)
    tablet.page.locator("main form button[type=submit]").click()


def says_when_it_was(tablet, asked: Asked) -> None:
    """What waited on a tablet has its time confirmed, and of a clock that was put back meanwhile it
    is asked; how it was stands there already.
    """
    tablet.is_at(f"/interviews/{asked.id}/talk/held").sees("the clock was put back by 3 hours")
    page = tablet.page
    expect(page.locator("[name=held_at]")).to_have_value("")
    page.locator("[name=held_at]").fill(asked.talked_at)
    expect(page.locator("[name=method][value=in_person]")).to_be_checked()
    page.locator("[name=child_took_part][value=yes]").check()
    page.locator("main form button[type=submit]").click()
    tablet.is_at(f"/interviews/{asked.id}/talk/back/")


def corrects_and_shares_in_part(tablet) -> None:
    page = tablet.page
    page.locator(".summary-change a").first.click()
    page.locator("textarea").fill(RIGHT)
    page.locator("button[value=next]").click()
    page.locator("main form button[type=submit]").click()
    page.locator("input[value=social_worker]").check()
    page.locator("button[value=next]").click()
    page.locator("button[value=rest]").click()
    expect(page.locator("h1")).to_be_visible()
