"""The app as anyone runs it: `wsgi.py` and its workers, in processes of their own."""

import base64
import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY = bytes(range(32))
IS_AT = "Listen to Us is at "


class Server:
    """A server over a database in `folder`, on a port that was free.

    It seeds the demo at first, unless it is given a `demo` that was seeded before.

    `said` is what it printed before it began to serve; what it complains of later is in `log`.
    """

    def __init__(self, folder: Path, demo: Path | None = None, **settings: str) -> None:
        self.folder = folder
        self.database = folder / "demo.sqlite3"
        if demo is not None:
            shutil.copy(demo, self.database)
        self.log = folder / "server.log"
        self.settings = {
            "SECRET_KEY": "only for the tests, and long enough",
            "DATA_KEYS": "tests:" + base64.b64encode(KEY).decode(),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PASSWORD_COST": "low",
            "MAIL_URL": f"file://{folder / 'mail'}",
            **settings,
        }
        self.said: list[str] = []
        self.address = ""
        self.process: subprocess.Popen | None = None

    def start(self, *command: str) -> "Server":
        """Start and come back when it answers at `address`. Another command may stand in."""
        kept = {name: value for name, value in os.environ.items() if "LISTEN_" not in name}
        ours = {f"LISTEN_{name}": value for name, value in self.settings.items()}
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command or [sys.executable, str(ROOT / "wsgi.py")],
                cwd=ROOT,
                env={**kept, **ours, "PORT": "0", "PYTHONUNBUFFERED": "1"},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        self.said = []
        for line in self.process.stdout:
            if line.startswith(IS_AT):
                self.address = line.removeprefix(IS_AT).split("/ ")[0].strip()
                return self
            self.said.append(line.rstrip("\n"))
        self._ended()
        raise RuntimeError("the server did not start:\n" + self.log.read_text())

    @property
    def threads(self) -> int:
        """How many threads there are in the process from which all others are forked."""
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    def stop(self) -> int:
        """Ask it to end, as a machine that shuts down does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self._ended()

    def kill(self) -> None:
        """End every process of it at once, in the middle of whatever it is doing."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self._ended()

    def _ended(self) -> int:
        code = self.process.wait(30)
        self.process.stdout.close()
        return code


def first_start(shared: Path) -> Path:
    """The database that a first start of `python3 wsgi.py` leaves behind. Seeding the demo takes
    long, so it is done once for all the processes of a run that share this folder.
    """
    made = shared / "demo.sqlite3"
    with open(shared / "demo.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            (shared / "first-start").mkdir()
            server = Server(shared / "first-start").start()
            made.with_suffix(".threads").write_text(str(server.threads))
            keep_whole(server.database, made)
            server.stop()
    return made


def keep_whole(database: Path, copy: Path) -> None:
    """Copy it with what is in its write-ahead log; in the end at once, for whoever looks if it is
    there.
    """
    half = copy.with_suffix(".half")
    with closing(sqlite3.connect(database)) as seeded, closing(sqlite3.connect(half)) as kept:
        seeded.backup(kept)
    half.rename(copy)
