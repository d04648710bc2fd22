"""The least an app can do: one page whose form puts one row on the disk.

It keeps the same promise (what was answered is on the disk) on the same server with the same
number of workers, so the difference is what our own work costs. `python -m tests.load.floor FILE`.
"""

import socket
import sys

from flask import Flask, request
from sqlalchemy import text

from app.core.engines import open_engine
from app.serve import HOST, Server

PAGE = '<form method="post"><textarea name="words"></textarea><button>Send</button></form>'


def create_floor(url: str) -> Flask:
    app = Flask(__name__)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, words TEXT)")
        )
    engine.dispose()

    @app.get("/")
    def show():
        return PAGE

    @app.post("/")
    def send():
        with engine.begin() as connection:
            said = {"words": request.form["words"]}
            connection.execute(text("INSERT INTO said (words) VALUES (:words)"), said)
        return "Thank you"

    return app


if __name__ == "__main__":
    listener = socket.create_server((HOST, 0), backlog=1024)
    print(f"Listen to Us is at http://{HOST}:{listener.getsockname()[1]}/ (its floor)", flush=True)
    Server(create_floor(f"sqlite:///{sys.argv[1]}"), listener).run()
