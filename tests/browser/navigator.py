"""People at a browser, with the verbs of people: they open, tap, write, choose and see.

Everything is found as a screen reader would find it, by role and name, so a page that a test can
use is a page that a person who cannot see it can use.
"""

from playwright.sync_api import Locator, Page, expect

TAPPED = ("button", "link", "radio", "checkbox")


class Person:
    """Somebody with a browser. Each verb comes back with the person, so that verbs can follow."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def opens(self, path: str) -> "Person":
        """Go to a page of the app; a full address is opened as it is."""
        self.page.goto(path if "://" in path else self.address + path)
        return self

    def taps(self, name: str) -> "Person":
        """Tap the one button, link or choice of this name."""
        self.control(name).click()
        return self

    def follows(self, notice: str) -> "Person":
        """Follow the link of the notice that says this."""
        self.page.locator(".notice", has_text=notice).get_by_role("link").click()
        return self

    def writes(self, words: str, into: str) -> "Person":
        """Put words into the field with this label, in place of what was there."""
        self.page.get_by_label(into).fill(words)
        return self

    def chooses(self, *names: str) -> "Person":
        """Tick these choices."""
        for name in names:
            self.page.get_by_label(name).check()
        return self

    def presses(self, keys: str) -> "Person":
        """Press a key, as in `Enter` or `Control+z`."""
        self.page.keyboard.press(keys)
        return self

    def sees(self, words: str) -> "Person":
        """Wait until these words are on the page, somewhere they can be seen."""
        expect(self.page.get_by_text(words).first).to_be_visible()
        return self

    def does_not_see(self, words: str) -> "Person":
        expect(self.page.get_by_text(words)).to_have_count(0)
        return self

    def is_at(self, path: str) -> "Person":
        """Wait until the address ends in this path."""
        expect(self.page).to_have_url(self.address + path)
        return self

    def goes_back(self) -> "Person":
        self.page.go_back()
        return self

    def signs_in(self, name: str, words: str) -> "Person":
        """With an email and password, or a chosen name and secret words."""
        self.opens("/sign-in")
        self.page.locator("main input:not([type=hidden])").first.fill(name)
        self.page.locator("main input[type=password]").first.fill(words)
        return self.presses("Enter")

    @property
    def heading(self) -> str:
        """What the page says it is about."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def control(self, name: str) -> Locator:
        """The one thing of this name that can be tapped."""
        found = self.page.get_by_role(TAPPED[0], name=name, exact=True)
        for role in TAPPED[1:]:
            found = found.or_(self.page.get_by_role(role, name=name, exact=True))
        return found
