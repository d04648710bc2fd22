"""`python3 wsgi.py`: one process that keeps two others going, the web server and the worker.

The app is made once and both are forked from it, so that a second start answers its first page in
under two seconds. Nothing that cannot be shared (a database connection, a thread) is open then.
"""

import ctypes
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import click
from flask import Flask
from flask.cli import ScriptInfo
from gunicorn.app.base import BaseApplication

from app.cli import seed
from app.core.config import NotReady
from app.core.jobs import run_worker
from app.core.migrate import is_up_to_date
from app.factory import create_app

HOST = "127.0.0.1"
END_WITH_PARENT = 1  # Linux: PR_SET_PDEATHSIG

BEHIND = "The database has an older shape than this version. Run: flask --app wsgi migrate"
PORT_TAKEN = "Port {0} is in use. Choose another one: PORT={1} python3 wsgi.py"

HANDED_ON = 0.0005
"""Seconds a thread computes before another of its process may. Whoever is at writing waits for its
turn after every statement, and all who want to write wait with it: with Python's own 0.005, sending
was a tenth slower.
"""
SERVER_SETTINGS = {
    "worker_class": "gthread",
    # One more than there are processors: while one waits for the disk, another computes. On two
    # processors three took answers to a survey an eighth faster than two; four did not.
    "workers": min(4, (os.cpu_count() or 2) + 1),
    "threads": 4,
    # An access log would hold the addresses, and the times to the second, of children who were
    # promised to be anonymous. There is none, and malformed requests are not logged either,
    # because that line names the address they came from.
    "accesslog": None,
    "loglevel": "error",
    "control_socket_disable": True,
}


class Server(BaseApplication):
    """gunicorn over an app that is already made, on a socket that is already open."""

    def __init__(self, app: Flask, listener: socket.socket) -> None:
        self.made = app
        self.listener = listener
        super().__init__()

    def load_config(self) -> None:
        for name, value in SERVER_SETTINGS.items():
            self.cfg.set(name, value)
        self.cfg.set("bind", f"fd://{self.listener.fileno()}")

    def load(self) -> Flask:
        sys.setswitchinterval(HANDED_ON)
        return self.made


def ready_app() -> Flask:
    """The app for a WSGI server. Raises NotReady in production on a database that is behind.

    The flask command gets it in any case, because that is what migrates.
    """
    app = create_app()
    if click.get_current_context(silent=True) is None:
        refuse_if_behind(app)
    return app


def refuse_if_behind(app: Flask) -> None:
    if app.config["PRODUCTION"] and not is_up_to_date(app.extensions["engine"]):
        raise NotReady(BEHIND)


def serve() -> None:
    """Serve on 127.0.0.1:PORT (8000) until told to end; then end everything that was started."""
    port = int(os.environ.get("PORT", "8000"))
    try:
        listener = socket.create_server((HOST, port), backlog=1024)
    except OSError:
        sys.exit(PORT_TAKEN.format(port, port + 1))
    address = "http://{}:{}".format(*listener.getsockname())
    os.environ.setdefault("LISTEN_PUBLIC_URL", address)
    try:
        app = create_app()
        refuse_if_behind(app)
    except NotReady as problem:
        sys.exit(str(problem))
    if app.config["DEMO"]:
        seed_demo(app)
    print(f"Listen to Us is at {address}/   (Ctrl+C ends it)", flush=True)
    app.extensions["engine"].dispose()
    # What is here now is here to stay, and the processes to come share it as long as nobody looks
    # through it for what could be thrown away.
    gc.freeze()
    gc.enable()
    sys.exit(supervise(Server(app, listener).run, lambda: run_worker(app)))


def seed_demo(app: Flask) -> None:
    """The same as `flask --app wsgi seed --demo`: nothing happens that was done before.

    In a process of its own, because making PDFs leaves threads behind, and whoever is forked from a
    process with threads waits for ever for those that were not forked along.
    """

    def seeding() -> None:
        seed.main(["--demo"], standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))

    _pid, status = os.waitpid(start(seeding), 0)
    if status:
        sys.exit(os.waitstatus_to_exitcode(status))


def supervise(server: Callable[[], None], worker: Callable[[], None]) -> int:
    """Run both; start the worker again if it ends; end when the server does. Its exit code."""
    running = {"server": start(server), "worker": start(worker)}
    ending = False

    def end(*_signal) -> None:
        nonlocal ending
        ending = True
        tell(running.values(), signal.SIGTERM)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while True:
        ended, status = os.wait()
        if ended == running["server"]:
            break
        if not ending:
            print("The worker ended; starting it again.", file=sys.stderr, flush=True)
            time.sleep(1)
        running["worker"] = 0 if ending else start(worker)
    tell([running["worker"]], signal.SIGTERM)
    with suppress(ChildProcessError):
        os.wait()
    return os.waitstatus_to_exitcode(status)


def start(work: Callable[[], None]) -> int:
    """Do `work` in a process of its own, which ends when this one does; its number."""
    sys.stdout.flush()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent passes it on
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
    code = 1
    try:
        if os.getppid() == parent:
            work()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        os._exit(code)


def tell(processes, what: int) -> None:
    for process in processes:
        if process:
            with suppress(ProcessLookupError):
                os.kill(process, what)
