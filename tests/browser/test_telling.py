"""A young person on a phone says something and comes back for the answer."""

import re

from tests.talking import return_number_on

WORDS = "I want to see my brother more."


def says_something(person) -> str:
    """Send a statement anonymously, by tapping; the return number."""
    person.opens("/tell/something_else/")
    person.page.locator("main form button").first.click()
    person.opens("/tell/something_else/your_words")
    person.page.locator("main textarea").fill(WORDS)
    person.page.locator('main button[value="next"]').click()
    person.opens("/tell/something_else/check")
    person.page.locator("main form button").last.click()
    person.is_at("/tell/sent")
    return return_number_on(person.page.content())


def comes_back(person, number: str) -> None:
    person.opens("/return/")
    person.page.locator("main input:not([type=hidden])").first.fill(number)
    person.presses("Enter").is_at("/return/messages")


def test_somebody_is_heard_and_comes_back_with_their_number(open_window, live_server):
    number = says_something(open_window(live_server))
    later = open_window(live_server)
    comes_back(later, number)
    later.sees(WORDS)


def test_all_of_it_works_without_java_script(open_window, live_server):
    number = says_something(open_window(live_server, java_script_enabled=False))
    later = open_window(live_server, java_script_enabled=False)
    comes_back(later, number)
    later.sees(WORDS)


def test_all_of_it_works_in_arabic(open_window, live_server):
    phone = open_window(live_server)
    phone.opens("/?lang=ar")
    number = says_something(phone)
    assert re.fullmatch(r"[0-9]{16}", number)
    later = open_window(live_server)
    later.opens("/?lang=ar")
    comes_back(later, number)
    later.sees(WORDS)
    assert later.page.locator("html").get_attribute("dir") == "rtl"


def test_back_after_sending_does_not_begin_again(open_window, live_server):
    phone = open_window(live_server)
    says_something(phone)
    phone.goes_back().sees("This was already sent")
    phone.taps("See your number").is_at("/tell/sent")
