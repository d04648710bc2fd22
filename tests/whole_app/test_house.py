"""The shape of the house: what may lean on what, and what may be where."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "surveys", "feedback")
TOP = {
    "DESIGN.md",
    "README.md",
    "app",
    "feedback",
    "pyproject.toml",
    "static",
    "surveys",
    "templates",
    "tests",
    "translations",
    "wsgi.py",
}
MADE = {"__pycache__", "build", "instance"}
SOURCES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
PIN = re.compile(r"^[a-z0-9][^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}[ \\]*\n)+", re.MULTILINE)
LOCKS = ("app/run.lock", "tests/requirements.lock")


def test_the_layers_hold():
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout


def test_every_feature_is_held_to_the_layers():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    across, inside = settings["tool"]["importlinter"]["contracts"][:2]
    features = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for package in PACKAGES
        for file in (ROOT / package).rglob("models.py")
    }
    layers = {name for layer in across["layers"] for name in layer.split(" | ")}
    assert features <= layers
    assert features <= set(inside["containers"])


def test_nothing_is_at_the_top_that_was_not_agreed():
    here = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {name for name in here - MADE if not name.endswith(".egg-info")} <= TOP


@pytest.mark.parametrize("package", PACKAGES)
def test_every_init_file_is_empty(package):
    written = [file for file in (ROOT / package).rglob("__init__.py") if file.read_text()]
    assert written == []


def test_no_file_is_called_by_a_name_that_says_nothing():
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    named = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    assert [file for file in named if file.stem in vague] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_host(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text and "index" not in text
    pins = PIN.findall(text)
    assert len(pins) == len(re.findall(r"^[a-z0-9]", text, re.M))


def test_the_tests_run_on_the_same_versions_as_the_app():
    run, tests = ((ROOT / lock).read_text().splitlines() for lock in LOCKS)
    pinned = {line for line in run if "==" in line}
    assert pinned <= set(tests)
