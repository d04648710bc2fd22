"""Pictures that people upload: looked at closely, and drawn anew from their pixels.

What is kept is never the file that came but a PNG made from what can be seen in it, so that nothing
that was hidden in it is kept: no place it was taken at, no camera, no second file behind the first.
The typst that makes our PDFs draws it, in memory-safe code, which spares a library for pictures;
how large it is is read from its head before anything is unpacked.

There is no face finder among the libraries we have, and one that misses a face would only make
people careless. A warning before the upload and a second person's look are what stands in for it.
"""

import io
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from app.core.i18n import _l

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The JPEG markers that a picture's size stands behind."""
ALIEN = (b"<script", b"<!doctype", b"<?php", b"%pdf-1", b"%pdf-2")
"""What another kind of file begins with, in lower case. No picture has a use for these."""
BROKEN = _l("This picture is broken. Save it again as PNG or JPEG.")
NO_PICTURE = _l("Use a picture that is a PNG or a JPEG.")
MOVING = _l("This picture moves. Use one that stands still, as PNG or JPEG.")
TWO_IN_ONE = _l("There is something else hidden in this file. Take a screenshot and use that.")
TOO_MANY_PIXELS = _l("This picture has too many pixels. Make it smaller.")
FITTED = b"""
#set page(width: 240pt, height: 80pt, margin: 0pt, fill: none)
#align(center + horizon, image(sys.inputs.file, width: 100%, height: 100%, fit: "contain"))
"""
"""In a frame of 240 by 80 points, with nothing behind it."""
WHOLE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#context {
  let side = int(sys.inputs.side) * 1pt
  let seen = measure(image(sys.inputs.file))
  if seen.width > seen.height { image(sys.inputs.file, width: side) }
  else { image(sys.inputs.file, height: side) }
}
"""
"""Turned the way it was taken; its longer side is `side` points."""


class NotAPicture(Exception):
    """What was uploaded will not do. `said` is the sentence for whoever uploaded it."""

    def __init__(self, said) -> None:
        super().__init__("not a picture")
        self.said = said


@dataclass(frozen=True)
class Limits:
    """The most that is looked at: bytes of the file, pixels of a side, pixels altogether."""

    bytes: int
    side: int
    pixels: int
    too_large: object
    """The sentence for a file of more bytes."""


def size_of(content: bytes, limits: Limits) -> tuple[int, int]:
    """Width and height in pixels, as the file's head says. Raises NotAPicture beyond the limits."""
    if len(content) > limits.bytes:
        raise NotAPicture(limits.too_large)
    width, height = _size(content)
    most = limits.side
    if not 0 < width <= most or not 0 < height <= most or width * height > limits.pixels:
        raise NotAPicture(TOO_MANY_PIXELS)
    return width, height


def draw(content: bytes, drawing: bytes, ppi: int, **inputs: str) -> bytes:
    """A PNG of this picture, drawn as `drawing` says. Raises NotAPicture when it is broken."""
    with TemporaryDirectory() as name:
        file = Path(name) / ("drawn.png" if content.startswith(PNG) else "drawn.jpg")
        file.write_bytes(content)
        compiler = typst.Compiler(drawing, root=name, ignore_system_fonts=True)
        named: Mapping[str, str] = {"file": f"/{file.name}", **inputs}
        try:
            return compiler.compile(format="png", ppi=ppi, sys_inputs=dict(named))
        except typst.TypstError as error:
            raise NotAPicture(BROKEN) from error


def only_a_picture(content: bytes) -> bytes:
    """The same picture without what is not needed to see it.

    Raises NotAPicture for a file that is something else as well, or that moves.
    """
    small = content.lower()
    if any(alien in small for alien in ALIEN) or zipfile.is_zipfile(io.BytesIO(content)):
        raise NotAPicture(TWO_IN_ONE)
    return _needed_chunks(content) if content.startswith(PNG) else content


def _needed_chunks(content: bytes) -> bytes:
    """A PNG's size, colours and pixels: the chunks that could unpack to anything else are gone."""
    kept, place = [PNG], len(PNG)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        kind, end = content[place + 4 : place + 8], place + 12 + length
        if kind == b"acTL":
            raise NotAPicture(MOVING)
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            kept.append(content[place:end])
        place = end
        if kind == b"IEND":
            break
    else:
        raise NotAPicture(BROKEN)
    if place != len(content):
        raise NotAPicture(TWO_IN_ONE if place < len(content) else BROKEN)
    return b"".join(kept)


def _size(content: bytes) -> tuple[int, int]:
    if content.startswith(PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content.startswith(JPEG):
        return _size_of_jpeg(content)
    raise NotAPicture(MOVING if content.startswith(b"GIF8") else NO_PICTURE)


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + length
    raise NotAPicture(BROKEN)
