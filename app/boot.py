"""Makes `.venv` beside the repository from a hash-locked list, once.

Standard library only, because it runs before anything is installed, and in the Python of ten years
ago, because its first job is to say kindly that that one is too old. A bare Debian has pip but no
ensurepip, and forbids pip to write outside a virtual environment; so the environment is made empty
and filled from outside: pip fetches uv, pinned and hashed, and uv fetches the rest. Where uv will
not work (no build for this processor, a pip-only mirror) pip fetches everything, more slowly.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN_LOCK = ROOT / "app" / "run.lock"
TESTS_LOCK = ROOT / "tests" / "requirements.lock"
OLDEST = (3, 11)

TOO_OLD = "Listen to Us needs Python {0}.{1} or newer; this one is {2}."
NO_PIP = "Listen to Us needs pip to set itself up. On Debian: apt install python3-pip"
NO_VENV = "The folder .venv could not be made: {0}"
NOT_FETCHED = (
    "The packages could not be fetched and checked, so nothing was started.\n"
    "The last thing pip said:\n\n{0}\n\n"
    "If this machine has no network, join one and run the same command again."
)


def enter(lock: Path) -> None:
    """Come back only when running inside `.venv` with everything in `lock` installed.

    The running program is replaced by itself under `.venv`'s Python, with the same arguments.
    Ends the program with a message when the environment cannot be made.
    """
    if sys.version_info < OLDEST:
        sys.exit(TOO_OLD.format(*OLDEST, sys.version.split()[0]))
    prepare(lock)
    if not runs_inside():
        os.execve(str(PYTHON), [str(PYTHON), *sys.argv], surroundings())


def surroundings() -> dict:
    """The environment to go on in.

    Whoever asked that no bytecode be written wants none among the sources. Without any, every start
    would take three times as long, so it goes into `.venv`.
    """
    kept = dict(os.environ)
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept["PYTHONPYCACHEPREFIX"] = str(VENV / "bytecode")
    return kept


def prepare(lock: Path) -> None:
    """Make `.venv` hold what `lock` says. Costs a few file reads when it already does."""
    if is_ready(lock):
        return
    holder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)  # two first starts at once: the second waits, then finds all
    try:
        if not is_ready(lock):
            install(lock)
            marker(lock).write_text(fingerprint(lock))
    finally:
        os.close(holder)


def is_ready(lock: Path) -> bool:
    return (
        PYTHON.exists() and marker(lock).exists() and marker(lock).read_text() == fingerprint(lock)
    )


def marker(lock: Path) -> Path:
    return VENV / ("installed-" + str(lock.relative_to(ROOT)).replace("/", "-"))


def fingerprint(lock: Path) -> str:
    """A digest of the list and of the Python that `.venv` leans on, so a new Python starts anew."""
    return hashlib.sha256(lock.read_bytes() + os.path.realpath(PYTHON).encode()).hexdigest()


def install(lock: Path) -> None:
    say("Setting up: the packages this app needs go into .venv. This happens once.")
    if subprocess.run([outside_python(), "-m", "pip", "--version"], capture_output=True).returncode:
        sys.exit(NO_PIP)
    if not PYTHON.exists():
        try:
            venv.EnvBuilder(with_pip=False, symlinks=True, clear=VENV.exists()).create(VENV)
        except OSError as problem:
            sys.exit(NO_VENV.format(problem.strerror))
    if not install_with_uv(lock):
        say("uv could not fetch them; trying pip alone, which is slower.")
        said = pip_install(lock)
        if said:
            sys.exit(NOT_FETCHED.format(said))
    say("Set up.")


def install_with_uv(lock: Path) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder, "uv.lock")
        only_uv.write_text(entry("uv", lock.read_text()))
        if pip_install(only_uv):
            return False
    # The machine's own certificates, as pip uses: a council's network often has one in the middle.
    uv = [str(VENV / "bin" / "uv"), "--no-progress", "--quiet", "--system-certs", "pip", "install"]
    try:
        return not subprocess.run(
            [*uv, "--python", str(PYTHON), "--require-hashes", "-r", str(lock)],
            stderr=subprocess.DEVNULL,
        ).returncode
    except OSError:
        return False


def entry(name: str, text: str) -> str:
    """The lines of a lock that pin one package: its name and version, then its hashes."""
    lines = text.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(name + "=="))
    end = start + 1
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return "".join(lines[start:end])


def pip_install(lock: Path) -> str:
    """Empty when pip installed everything in `lock`; otherwise the last lines of what it said."""
    command = [outside_python(), "-m", "pip", "--python", str(PYTHON), "install", "--quiet"]
    quietly = ["--no-input", "--disable-pip-version-check", "--retries", "2", "--timeout", "20"]
    done = subprocess.run(
        [*command, *quietly, "--require-hashes", "-r", str(lock)], capture_output=True, text=True
    )
    return "\n".join(done.stderr.splitlines()[-6:]) if done.returncode else ""


def outside_python() -> str:
    """The Python that has pip: `.venv` has none, so from inside it the one it was made from."""
    return os.path.realpath(sys.executable) if runs_inside() else sys.executable


def runs_inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def say(words: str) -> None:
    print(words, flush=True)
