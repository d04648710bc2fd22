"""Small pictures, made by hand."""

import struct
import zlib


def png(width: int, height: int) -> bytes:
    """A grey PNG of this size."""
    rows = (b"\0" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    length, check = struct.pack(">I", len(content)), struct.pack(">I", zlib.crc32(kind + content))
    return length + kind + content + check


def jpeg() -> bytes:
    """A grey JPEG of 8 by 8: one block, whose every coefficient is nought."""
    one_code = bytes([1, *[0] * 15]) + b"\0"
    return (
        b"\xff\xd8"
        + _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + _segment(0xDB, b"\0" + b"\x10" * 64)
        + _segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\1\x11\0")
        + _segment(0xC4, b"\0" + one_code)
        + _segment(0xC4, b"\x10" + one_code)
        + _segment(0xDA, b"\1\1\0\0\x3f\0")
        + b"\x3f\xff\xd9"
    )


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content
