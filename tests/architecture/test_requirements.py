"""Every library is pinned, has a purpose, and is locked by hash."""

import re
import shutil
from importlib import metadata

import pytest

from tests.architecture.source import ROOT, assert_none

PINS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[\w,-]+\])?==(?P<version>[\w.]+) +# \S.*")
LOCKED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE)


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(root):
    """{library: version} and the lines that are no exact pin with a purpose."""
    named, unclear = {}, []
    for file in PINS:
        for line in (root / file).read_text(encoding="utf-8").splitlines():
            if not line or line.startswith(("#", "-r ")):
                continue
            if match := PIN.fullmatch(line):
                named[canonical(match["name"])] = match["version"]
            else:
                unclear.append(f"{file}: {line}")
    return named, unclear


def locked(root):
    """{library: (version, number of hashes)}"""
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    return {
        canonical(match["name"]): (match["version"], match["rest"].count("--hash=sha256:"))
        for match in LOCKED.finditer(text)
    }


def faults(root):
    wanted, unclear = pins(root)
    yield from (f"{line}: not an exact pin with its purpose" for line in unclear)
    lock = locked(root)
    for name, version in wanted.items():
        if lock.get(name, ("", 0))[0] != version:
            yield f"{name}=={version} is not what requirements.lock has"
    yield from (f"{name} is locked without a hash" for name, (_, hashes) in lock.items() if not hashes)
    if {"psycopg", "psycopg-binary", "psycopg-c"} & (lock.keys() | wanted.keys()):
        yield "psycopg 3 is named; Django would prefer it to psycopg2 in silence"


def test_every_library_is_pinned_explained_and_locked():
    assert_none(faults(ROOT))


def test_psycopg_3_is_not_installed():
    installed = {canonical(found.name) for found in metadata.distributions() if found.name}
    assert installed & {"psycopg", "psycopg-binary", "psycopg-c"} == set()


def test_what_runs_is_what_is_pinned():
    wanted, _ = pins(ROOT)
    assert {name: metadata.version(name) for name in wanted} == wanted


@pytest.fixture
def copy(tmp_path):
    for name in (*PINS, "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "line", ["Django>=5.2  # web framework", "Django==5.2.19", "Django  # web framework"]
)
def test_a_loose_or_unexplained_pin_is_named(copy, line):
    (copy / "requirements-dev.txt").write_text(f"{line}\n")
    assert list(faults(copy)) == [f"requirements-dev.txt: {line}: not an exact pin with its purpose"]


def test_a_pin_that_the_lock_does_not_have_is_named(copy):
    (copy / "requirements-dev.txt").write_text("ruff==0.0.1  # lint\n")
    assert list(faults(copy)) == ["ruff==0.0.1 is not what requirements.lock has"]


def test_a_line_without_hash_and_psycopg_3_are_named(copy):
    with (copy / "requirements.lock").open("a") as lock:
        lock.write("psycopg==3.2.1\n")
    assert list(faults(copy)) == [
        "psycopg is locked without a hash",
        "psycopg 3 is named; Django would prefer it to psycopg2 in silence",
    ]
