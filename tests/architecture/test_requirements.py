"""Every library is pinned, has a purpose, and is locked by hash."""

import re
import shutil
from importlib import metadata

import pytest

from tests.architecture.source import ROOT, assert_none

# What is pinned by hand, and the lock that holds it with all it pulls in; developing holds running.
RUNNING, DEVELOPING = (
    ("requirements.txt", "requirements.lock"),
    ("requirements-dev.txt", "requirements-dev.lock"),
)
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[\w,-]+\])?==(?P<version>[\w.]+) +# \S.*")
POSTGRESQL = re.compile(r"postgres(?:ql)?[ :]+\d", re.IGNORECASE)
LOCKED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE)


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(path):
    """{library: version} and the lines that are no exact pin with a purpose."""
    named, unclear = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", "-r ")):
            continue
        if match := PIN.fullmatch(line):
            named[canonical(match["name"])] = match["version"]
        else:
            unclear.append(f"{path.name}: {line}")
    return named, unclear


def locked(path):
    """{library: (version, number of hashes)}"""
    text = path.read_text(encoding="utf-8")
    return {
        canonical(match["name"]): (match["version"], match["rest"].count("--hash=sha256:"))
        for match in LOCKED.finditer(text)
    }


def faults(root):
    for pinned, lock in (RUNNING, DEVELOPING):
        yield from faults_of_one(root / pinned, root / lock)
    running, developing = (locked(root / lock) for _, lock in (RUNNING, DEVELOPING))
    for name, (version, _) in running.items():
        if developing.get(name, ("", 0))[0] != version:
            yield f"{name}=={version} runs, but is not what requirements-dev.lock tests"
    for name in sorted(running.keys() & pins(root / DEVELOPING[0])[0].keys()):
        yield f"{name} only tests or formats, but requirements.lock holds it"


def faults_of_one(pinned, lock):
    wanted, unclear = pins(pinned)
    yield from (f"{line}: not an exact pin with its purpose" for line in unclear)
    held = locked(lock)
    for name, version in wanted.items():
        if held.get(name, ("", 0))[0] != version:
            yield f"{name}=={version} is not what {lock.name} has"
    yield from (f"{name} is locked without a hash" for name, (_, hashes) in held.items() if not hashes)
    if {"psycopg", "psycopg-binary", "psycopg-c"} & (held.keys() | wanted.keys()):
        yield "psycopg 3 is named; Django would prefer it to psycopg2 in silence"


def test_every_library_is_pinned_explained_and_locked():
    assert_none(faults(ROOT))


def versions_of_postgresql(root):
    """Where a version of PostgreSQL is named, in what people and machines read to set the portal up."""
    read = ["compose.yaml", ".env.example", ".ci/run", *(path.name for path in root.glob("*.md"))]
    for name in (*read, *(f"docs/{path.name}" for path in (root / "docs").glob("*.md"))):
        path = root / name
        for number, line in enumerate(
            path.read_text(encoding="utf-8").splitlines() if path.exists() else (), 1
        ):
            if POSTGRESQL.search(line):
                yield f"{name}:{number}"


def test_the_version_of_postgresql_is_said_once():
    assert [place.partition(":")[0] for place in versions_of_postgresql(ROOT)] == ["compose.yaml"]


def test_a_second_version_of_postgresql_is_found(tmp_path):
    (tmp_path / "compose.yaml").write_text("image: postgres:15\n")
    (tmp_path / "README.md").write_text(
        "# Portal\nPostgreSQL 14 or newer, DATABASE_URL=postgres://127.0.0.1\n"
    )
    assert list(versions_of_postgresql(tmp_path)) == ["compose.yaml:1", "README.md:2"]


def test_psycopg_3_is_not_installed():
    installed = {canonical(found.name) for found in metadata.distributions() if found.name}
    assert installed & {"psycopg", "psycopg-binary", "psycopg-c"} == set()


def test_what_runs_is_what_is_pinned():
    wanted = {
        name: version
        for pinned, _ in (RUNNING, DEVELOPING)
        for name, version in pins(ROOT / pinned)[0].items()
    }
    assert {name: metadata.version(name) for name in wanted} == wanted


@pytest.fixture
def copy(tmp_path):
    for name in (*RUNNING, *DEVELOPING):
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
    assert list(faults(copy)) == ["ruff==0.0.1 is not what requirements-dev.lock has"]


def test_a_test_tool_among_what_runs_and_two_versions_of_one_library_are_named(copy):
    lock = copy / "requirements.lock"
    lock.write_text(
        lock.read_text().replace("django==5.2.19", "django==5.2.18") + "pytest==9.2.0 --hash=sha256:aa\n"
    )
    assert list(faults(copy)) == [
        "django==5.2.19 is not what requirements.lock has",
        "django==5.2.18 runs, but is not what requirements-dev.lock tests",
        "pytest only tests or formats, but requirements.lock holds it",
    ]


def test_a_line_without_hash_and_psycopg_3_are_named(copy):
    with (copy / "requirements-dev.lock").open("a") as lock:
        lock.write("psycopg==3.2.1\n")
    assert list(faults(copy)) == [
        "psycopg is locked without a hash",
        "psycopg 3 is named; Django would prefer it to psycopg2 in silence",
    ]
