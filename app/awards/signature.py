"""The picture of a signature that the trust uploads: looked at closely, and drawn anew.

What is kept is never the file that came but a small picture made from it, so nothing that was
hidden in it is kept or printed. The typst that makes the certificates draws it, in memory-safe
code, which spares a library for pictures; how large it is is read from its head before anything is
unpacked.
"""

import struct
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from app.core.i18n import _l

MOST_BYTES = 500_000
MOST_SIDE = 4_000
MOST_PIXELS = 6_000_000
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The JPEG markers that a picture's size stands behind."""
DRAWING = b"""
#set page(width: 240pt, height: 80pt, margin: 0pt, fill: none)
#align(center + horizon, image(sys.inputs.file, width: 100%, height: 100%, fit: "contain"))
"""
PIXELS_AN_INCH = 220
BROKEN = _l("This picture is broken. Save it again as PNG or JPEG.")


class NotAPicture(Exception):
    """What was uploaded will not do. `said` is the sentence for the officer."""

    def __init__(self, said) -> None:
        super().__init__("not a picture")
        self.said = said


def drawn_anew(content: bytes) -> bytes:
    """A PNG of the signature in a frame of its own. Raises NotAPicture."""
    if len(content) > MOST_BYTES:
        raise NotAPicture(_l("This picture is too large. Use one of at most 500 kB."))
    width, height = _size(content)
    if not 0 < width <= MOST_SIDE or not 0 < height <= MOST_SIDE or width * height > MOST_PIXELS:
        raise NotAPicture(_l("This picture has too many pixels. Make it smaller."))
    with TemporaryDirectory() as name:
        file = Path(name) / ("drawn.png" if content.startswith(PNG) else "drawn.jpg")
        file.write_bytes(content)
        compiler = typst.Compiler(DRAWING, root=name, ignore_system_fonts=True)
        try:
            return compiler.compile(
                format="png", ppi=PIXELS_AN_INCH, sys_inputs={"file": f"/{file.name}"}
            )
        except typst.TypstError as error:
            raise NotAPicture(
                _l("This picture is broken. Save it again as PNG or JPEG.")
            ) from error


def _size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the file's head says."""
    if content.startswith(PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content.startswith(JPEG):
        return _size_of_jpeg(content)
    raise NotAPicture(_l("Use a picture that is a PNG or a JPEG."))


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + length
    raise NotAPicture(BROKEN)
