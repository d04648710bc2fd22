"""A young person's page is small: bytes and requests over the wire, counted by the browser."""

import pytest

from tests.browser.conftest import PHONE

FIRST_VISIT = 30 * 1024
NEXT_VISIT = 8 * 1024
REQUESTS = 6
PATHS = (
    "/",
    "/tell/",
    "/tell/something_else/",
    "/help",
    "/return/",
    "/talk/",
    "/offer/",
    "/offer/what-can-i-get",
    "/offer/compare",
)


class Scales:
    """Counts what a page brings over the wire: answers with their headers, as they were packed."""

    def __init__(self, window) -> None:
        self.page, self.bytes, self.requests = window.page, 0, 0
        wire = window.page.context.new_cdp_session(window.page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._weigh)

    def _weigh(self, event) -> None:
        if event["encodedDataLength"]:
            self.bytes += int(event["encodedDataLength"])
            self.requests += 1

    def weigh(self, address: str) -> tuple[int, int]:
        """(bytes, requests) of opening this."""
        self.bytes = self.requests = 0
        self.page.goto(address, wait_until="networkidle")
        return self.bytes, self.requests


@pytest.mark.parametrize("language", ["en", "ar", "ti"])
@pytest.mark.parametrize("path", PATHS)
def test_a_young_persons_page_is_small(open_window, live_server, path, language, figure):
    window = open_window(live_server, PHONE)
    scales = Scales(window)
    size, requests = scales.weigh(f"{live_server.address}{path}?lang={language}")
    again, _ = scales.weigh(f"{live_server.address}{path}?lang={language}")
    figure(f"{path} in {language}: {size} bytes, {requests} requests; again {again} bytes")
    assert 0 < size <= FIRST_VISIT and requests <= REQUESTS
    assert again <= NEXT_VISIT
