"""Pages go out packed: a phone with little credit loads a third of the bytes."""

import gzip
import io
import random
import string

from flask import Flask, Response, request

SMALLEST = 1000
"""Bytes below which packing gains nothing."""
LONGEST_NAME = 100
PACKED = ("text/html", "application/json")


def pack(page: bytes) -> bytes:
    """The page in gzip, of a length that tells nothing about what is in it.

    The file name that gzip allows in its head is as long as chance wants it. Otherwise somebody who
    can put words on a page and watch its size could guess the token beside them (BREACH).
    """
    name = "".join(random.choices(string.ascii_letters, k=random.randint(1, LONGEST_NAME)))
    packed = io.BytesIO()
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=6, fileobj=packed, mtime=0) as file:
        file.write(page)
    return packed.getvalue()


def _pack_page(response: Response) -> Response:
    if response.mimetype not in PACKED or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    wanted = request.accept_encodings["gzip"] > 0
    if wanted and "Content-Encoding" not in response.headers:
        page = response.get_data()
        if len(page) >= SMALLEST:
            response.set_data(pack(page))
            response.headers["Content-Encoding"] = "gzip"
    return response


def init_app(app: Flask) -> None:
    app.after_request(_pack_page)
