"""The five faces are told apart by somebody with a small, dim screen who sees no colours."""

from base64 import b64encode
from itertools import combinations

import pytest

from tests.browser.conftest import PHONE

SIZE = 40
CLEARLY = 64
"""Of 255 steps of grey: from here on one spot is seen to be darker than another."""
APART = 55
"""Of the 1,600 spots of a face, how many are not as in any of the others: a mouth's worth."""

GREYS = """address => new Promise(done => {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = image.width; canvas.height = image.height;
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const {data} = pen.getImageData(0, 0, image.width, image.height);
    const greys = [];
    for (let n = 0; n < data.length; n += 4)
      greys.push(0.3 * data[n] + 0.59 * data[n + 1] + 0.11 * data[n + 2]);
    done(greys);
  };
  image.src = address;
})"""


def faces_of(person, blank) -> list[list[float]]:
    """Each face on the page, as the greys of its spots."""
    found = person.page.locator("#feeling .face")
    pictures = []
    for face in found.all():
        face.evaluate(f"face => face.style.inlineSize = face.style.blockSize = '{SIZE}px'")
    for face in found.all():
        address = b"data:image/png;base64," + b64encode(face.screenshot())
        pictures.append(blank.evaluate(GREYS, address.decode()))
    return pictures


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_face_differs_from_every_other_without_colour(
    open_window, browser, live_server, scheme, figure
):
    person = open_window(live_server, PHONE, color_scheme=scheme).opens("/components")
    blank = browser.new_page()
    faces = faces_of(person, blank)
    blank.close()
    differ = [
        sum(abs(one - other) > CLEARLY for one, other in zip(*pair, strict=True))
        for pair in combinations(faces, 2)
    ]
    figure(f"spots in which two faces differ, {scheme}: {differ}")
    assert len(faces) == 5 and min(differ) >= APART
