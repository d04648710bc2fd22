"""The picker: every language in its own name, as plain links that keep the page."""

import html5lib
import pytest

from tests.core.small_site import add_staff_page, small_site, write_all

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def site(tmp_path):
    return small_site(write_all(tmp_path / "translations"))


def links(answer) -> dict[str, dict[str, str]]:
    """The picker's links on a page, by their words."""
    page = html5lib.parse(answer.get_data(as_text=True))
    picker = page.find(f".//{XHTML}details[@class='language-picker']")
    return {link.text: link.attrib for link in picker.iter(f"{XHTML}a")}


def test_every_language_stands_in_its_own_name_and_direction(site):
    found = links(site.test_client().get("/"))
    assert list(found) == ["English", "العربية", "دری", "ትግርኛ"]
    assert found["دری"]["lang"] == found["دری"]["hreflang"] == "prs"
    assert [link["dir"] for link in found.values()] == ["ltr", "rtl", "rtl", "ltr"]


def test_the_language_of_the_page_is_marked(site):
    found = links(site.test_client().get("/?lang=ti"))
    assert [name for name, link in found.items() if "aria-current" in link] == ["ትግርኛ"]


def test_a_link_keeps_the_page_and_what_was_asked_of_it(site):
    found = links(site.test_client().get("/tell/my home/2?a=1&a=2&b=%26&lang=ti"))
    assert found["العربية"]["href"] == "/tell/my%20home/2?a=1&a=2&b=%26&lang=ar"


def test_following_a_link_is_all_it_takes(site):
    phone = site.test_client()
    phone.get(links(phone.get("/tell/2"))["العربية"]["href"])
    assert 'dir="rtl"' in phone.get("/tell/2").get_data(as_text=True)


def test_a_page_that_only_answers_a_form_leads_to_the_front_page(site):
    assert links(site.test_client().post("/send"))["ትግርኛ"]["href"] == "/?lang=ti"


@pytest.mark.parametrize("path", ["//evil.example/x", "/%2Fevil.example", "/\\evil.example"])
def test_no_link_leads_to_another_host(site, path):
    from app.core.i18n import language_address

    with site.test_request_context(path, base_url="http://localhost"):
        address = language_address("ar")
    assert address.startswith("/")
    assert not address.startswith(("//", "/\\"))


def test_there_is_no_script_and_no_picker_when_there_is_nothing_to_pick(tmp_path):
    (tmp_path / "empty").mkdir()
    page = small_site(tmp_path / "empty").test_client().get("/").get_data(as_text=True)
    assert "language-picker" not in page


def test_a_staff_page_offers_the_languages_that_are_complete_for_staff(site):
    add_staff_page(site)
    assert len(links(site.test_client().get("/desk"))) == 4
