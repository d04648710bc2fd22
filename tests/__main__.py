"""`python3 tests`: sets up, then checks everything. pytest's closing line comes last.

`--load` and `--faults` run the long forms instead: of speed and of simulated months, and of faults.
Anything else is handed to pytest (`python3 tests tests/core -k clock`).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app import boot  # noqa: E402  (the repository is not installed yet)

DEBIAN_PACKAGES = [
    "chromium",
    "fonts-noto-color-emoji",
    "fonts-noto-core",
    "poppler-utils",
    "postgresql",
]
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "import-linter": ["lint-imports", "--no-cache"],
}
LONG = {
    "--load": ("tests/load", "tests/interviews/measures", "tests/safeguarding"),
    "--faults": ("tests/faults",),
}
TWO_AT_ONCE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
HELP = "It needs to be put there by hand: apt install "


def main(arguments: list[str]) -> int:
    """0 when every check and every test held."""
    boot.enter(boot.TESTS_LOCK)
    os.chdir(ROOT)
    install_from_debian()
    if arguments and arguments[0] in LONG:
        return pytest(*LONG[arguments[0]], "--long", "-s", *arguments[1:])
    if arguments:
        return pytest(*arguments)
    failed = [name for name, command in CHECKS.items() if not holds(name, command)]
    # One file stays in one process, so that each browser and each cluster is started once for it;
    # and in our own order, because xdist's begins with the many tests that are short.
    return pytest(*TWO_AT_ONCE) or int(bool(failed))


def install_from_debian() -> None:
    """What pip cannot bring: a browser, letters, PostgreSQL. Says what was put there."""
    if not shutil.which("dpkg-query"):
        boot.say("This is not Debian: chromium, Noto fonts and PostgreSQL are taken as they are.")
        return
    missing = [name for name in DEBIAN_PACKAGES if not is_installed(name)]
    if not missing:
        return
    if os.geteuid() != 0:
        boot.say(f"Not installed: {', '.join(missing)}. {HELP}{' '.join(missing)}")
        return
    boot.say(f"Installing with apt: {', '.join(missing)}.")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True)
        if done.returncode:
            boot.say(f"apt could not: {done.stderr.strip()[-400:]}\n{HELP}{' '.join(missing)}")
            return
    boot.say("Installed.")


def is_installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f", "${Status}", package]
    said = subprocess.run(query, capture_output=True, text=True).stdout
    return said == "install ok installed"


def holds(name: str, command: list[str]) -> bool:
    done = subprocess.run([str(boot.VENV / "bin" / command[0]), *command[1:]])
    boot.say(f"{name}: {'FAILED' if done.returncode else 'holds'}")
    return not done.returncode


def pytest(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments]).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
