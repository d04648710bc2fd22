"""Pictures as they come from telephones and from people who mean no good, made by hand."""

import io
import struct
import zipfile
import zlib

from tests.awards.pictures import _chunk as chunk
from tests.awards.pictures import _segment as segment

PNG = b"\x89PNG\r\n\x1a\n"
NORTHAMPTON = ((52, 14), (0, 54))
"""Degrees and minutes, as a camera writes them."""
SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def photo(width: int = 16, height: int = 8, exif: bytes = b"", after: bytes = b"") -> bytes:
    """A grey JPEG of whole blocks of 8 by 8, with what a camera writes before it."""
    one_code = bytes([1, *[0] * 15]) + b"\0"
    blocks = width * height // 64
    bits = "00" * blocks
    bits += "1" * (-len(bits) % 8)
    pixels = int(bits, 2).to_bytes(len(bits) // 8)
    return (
        b"\xff\xd8"
        + exif
        + segment(0xDB, b"\0" + b"\x10" * 64)
        + segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
        + segment(0xC4, b"\0" + one_code)
        + segment(0xC4, b"\x10" + one_code)
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + pixels
        + b"\xff\xd9"
        + after
    )


def _entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack(">HHI", tag, kind, count) + value.ljust(4, b"\0")


def gps() -> bytes:
    """An EXIF segment that says: a telephone, turned by a quarter, in the middle of Northampton."""
    camera = b"Telephone of Robin\0"
    # The first directory: orientation, camera, where the second one is. Each entry is 12 bytes.
    first, count = 8, 3
    camera_at = first + 2 + count * 12 + 4
    second = camera_at + len(camera) + len(camera) % 2
    numbers_at = second + 2 + 4 * 12 + 4
    numbers = [
        b"".join(struct.pack(">II", part, 1) for part in (*place, 0)) for place in NORTHAMPTON
    ]
    tiff = b"MM\0*" + struct.pack(">I", first) + struct.pack(">H", count)
    tiff += _entry(0x010F, 2, len(camera), struct.pack(">I", camera_at))
    tiff += _entry(0x0112, 3, 1, struct.pack(">H", 6))
    tiff += _entry(0x8825, 4, 1, struct.pack(">I", second)) + b"\0" * 4
    tiff += camera.ljust(second - camera_at, b"\0") + struct.pack(">H", 4)
    tiff += _entry(1, 2, 2, b"N\0") + _entry(2, 5, 3, struct.pack(">I", numbers_at))
    tiff += _entry(3, 2, 2, b"W\0")
    tiff += _entry(4, 5, 3, struct.pack(">I", numbers_at + len(numbers[0]))) + b"\0" * 4
    return segment(0xE1, b"Exif\0\0" + tiff + b"".join(numbers))


def bomb(side: int = 30_000) -> bytes:
    """A PNG of this many zeros squared: a hundred kilobytes that unpack to a hundred megabytes."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + side // 8)
    packed = b"".join(packer.compress(row * 1000) for _ in range(side // 1000)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def with_chunks(picture: bytes, *chunks: bytes) -> bytes:
    """This PNG with these chunks behind its head."""
    head = len(PNG) + 25
    return picture[:head] + b"".join(chunks) + picture[head:]


def text_bomb() -> bytes:
    """A chunk of text that unpacks to fifty megabytes."""
    return chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 50_000_000, 9))


def packed_page() -> bytes:
    """A ZIP file with a page in it, which can be hung behind any picture."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("index.html", "<script>alert(1)</script>")
    return file.getvalue()


def chunks_of(picture: bytes) -> list[bytes]:
    """The kinds of a PNG's chunks, in order."""
    found, place = [], len(PNG)
    while place < len(picture):
        length = int.from_bytes(picture[place : place + 4])
        found.append(picture[place + 4 : place + 8])
        place += 12 + length
    return found


def size_of(picture: bytes) -> tuple[int, int]:
    return struct.unpack(">II", picture[16:24])
