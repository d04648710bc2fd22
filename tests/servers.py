"""The app as anyone runs it: `wsgi.py` and its workers, in processes of their own."""

import base64
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY = bytes(range(32))
IS_AT = "Listen to Us is at "


class Server:
    """A server over a database in `folder`, on a port that was free. Seeds the demo at first.

    `said` is what it printed before it began to serve; what it complains of later is in `log`.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self.settings = {
            "SECRET_KEY": "only for the tests, and long enough",
            "DATA_KEYS": "tests:" + base64.b64encode(KEY).decode(),
            "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
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
