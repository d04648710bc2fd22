"""A PostgreSQL of our own for the tests: no network, nothing flushed, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

OWNER = "postgres"


class Cluster:
    """One server on a unix socket only. PostgreSQL will not run as root, so root lends it away."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="listen-pg-"))
        self.programs = newest_programs()
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)

    def start(self) -> None:
        """Make the cluster and wait until it answers."""
        self._run("initdb", "-A", "trust", "-U", OWNER, "-E", "UTF8", "--no-locale", "-N")
        plainly = f"-k {self.folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", plainly, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template0") -> str:
        """A new database like `template`; its address."""
        self._tell(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        self._tell(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _tell(self, command: str) -> None:
        engine = create_engine(self.url(OWNER), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(command))

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", OWNER, "--", *command]
        # Not captured through pipes: the server inherits them and would keep them open.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def newest_programs() -> Path:
    """Where Debian puts initdb and pg_ctl, which are not on the path."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    found = max(folders, key=lambda folder: int(folder.parent.name), default=None)
    if found is None:
        raise FileNotFoundError("PostgreSQL is not installed. On Debian: apt install postgresql")
    return found
