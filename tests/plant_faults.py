"""Do the tests notice? Plants small faults, one at a time, in a copy of the checkout; runs the room's tests.

    python3 -m tests.plant_faults --seed 7 --count 20 outreach/complaints stakeholders

Without rooms: outreach, stakeholders and pmi_portal. The seed decides what is drawn. Run it by the Python
of .venv. Which test reaches which function is recorded first, by one run of all tests of the rooms;
`--reached FOLDER` keeps the recording there for further seeds. A fault is tried by the tests that reach its
function, the quickest of its room first, and by the guards that read the code; one outside of functions, or
in a process of its own, by those that reach its module, then by all test files of the room.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from queue import SimpleQueue

from pmi_portal.accounts.permissions import GRANTS, Permission
from tests import reached
from tests.fault_operators import faults_in
from tests.unnoticeable import REASONS

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("outreach", "stakeholders", "pmi_portal")
# Not what people use: data of the demo, measurements, migrations; admin screens have few rules of their own.
LEFT_OUT = {"demo", "migrations", "benchmarks.py", "desk_benchmark.py", "bench.py", "line_benchmark.py"}
SECONDS, RECORDING_SECONDS, MOST_OTHERS, MOST_UNNOTICEABLE = 600, 7200, 6, 0.1  # of processor
WAITING = 4  # times as long by the clock: a busy machine is no fault, a test that waits for ever is one
MOST_TESTS = 300  # of a function that nearly every page calls
GUARDING = ("writing", "told", "asked_again", "permission_rooms", "access")  # each room, by its code
GUARDS = [f"tests/architecture/test_{name}.py" for name in GUARDING]
SEEN_BY_READING = {"remove atomic", "remove lock", "swap permission"}  # here the guards go first, alone
# Run in a process of its own, which tells nothing: what asks for it is found among all tests by their words.
IN_CHILDREN = (
    "pmi_portal/files/marker.py",
    "pmi_portal/files/reading/",
    "pmi_portal/paper/typeset.py",
    "pmi_portal/running/children.py",
)
COPIES = 2  # at work at once
NOT_RUN = 4  # how pytest ends when it was asked for a test that is not there


def sources(root, rooms):
    for room in rooms:
        place = root / room
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            if not LEFT_OUT & set(path.relative_to(root).parts):
                yield path


def holders():
    """{permission: the roles that hold it}: of two with the same roles, nobody could tell which was asked."""
    return {
        permission.name: frozenset(role for role, granted in GRANTS.items() if permission in granted)
        for permission in Permission
    }


def drawn(root, rooms, seed):
    """All faults in the order of this seed: an operator by lot, then one of its places."""
    known, by_operator = holders(), {}
    for path in sources(root, rooms):
        text = path.read_text(encoding="utf-8")
        for fault in faults_in(text, path.relative_to(root).as_posix(), known):
            by_operator.setdefault(fault.operator, {}).setdefault(
                (fault.path, fault.line, fault.old), []
            ).append(fault)
    rng = random.Random(seed)
    places = {operator: list(at.values()) for operator, at in sorted(by_operator.items())}
    while places:
        operator = rng.choice(list(places))
        place = places[operator].pop(rng.randrange(len(places[operator])))
        if not places[operator]:
            del places[operator]
        if is_plantable(fault := rng.choice(place), root):
            yield fault


def is_plantable(fault, root):
    """Parts of an f-string have places of their own, and an edit there would be none of Python."""
    try:
        ast.parse(fault.planted((root / fault.path).read_text(encoding="utf-8")))
    except (SyntaxError, ValueError):
        return False
    return True


def trials_of(root, fault, reaching):
    """Tests that reach the function, the quickest first, what is newer than the recording, and the guards.

    For what no test reaches, the test files of the room.
    """
    return [*_reaching(root, fault, reaching), *GUARDS]


def _reaching(root, fault, reaching):
    module, inside = f"{fault.path} ", f"{fault.path} {fault.where}"
    if tests := _quickest(
        root, fault, reaching, lambda name: name == inside or name.startswith(f"{inside}.")
    ):
        known = {test.partition("::")[0] for reached_by in reaching.values() for test in reached_by}
        is_told = not fault.path.startswith(IN_CHILDREN)
        return [*tests, *(file for file in files_for(root, fault) if not (is_told and file in known))]
    near = _quickest(root, fault, reaching, lambda name: name.startswith(module))
    files = files_for(root, fault)
    return [*(test for test in near if test.partition("::")[0] not in files), *files]


def _quickest(root, fault, reaching, is_meant):
    """The quickest tests that reach it, those of its own room before others."""
    seconds = {
        test: took for name, tests in reaching.items() if is_meant(name) for test, took in tests.items()
    }
    room = f"{room_of(root, fault).relative_to(root).as_posix()}/"
    return sorted(seconds, key=lambda test: (not test.startswith(room), seconds[test], test))[:MOST_TESTS]


def room_of(root, fault):
    """The folder of tests nearest to the module of a fault."""
    room = root / "tests" / Path(fault.path).parent
    while not room.is_dir():
        room = room.parent
    return room


def files_for(root, fault):
    """The test files of the room and the likeliest of its app; first those that name what it touches."""
    words = {word for word in (Path(fault.path).stem, *fault.where.split(".")) if len(word) > 3}
    room = room_of(root, fault)

    def relevance(file):
        text = file.read_text(encoding="utf-8")
        return -sum(word in text for word in words), room not in file.parents, len(text)

    app = "" if fault.path.startswith(IN_CHILDREN) else fault.path.split("/")[0]
    found = [file for file in (root / "tests" / app).rglob("test_*.py") if file.parent.name != "browser"]
    files = sorted(found, key=relevance)
    others = [file for file in files if room not in file.parents and relevance(file)[0]]
    chosen = [file for file in files if room in file.parents or file in others[:MOST_OTHERS]]
    return [str(file.relative_to(root)) for file in chosen]


def _limit(seconds):
    """In a process of its own: it ends after so many seconds of processor. Not to be had on Windows."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


class Copy:
    """A copy of the checkout with a test database of its own."""

    def __init__(self, folder):
        self.root, self.data = Path(folder) / "checkout", Path(folder) / "data"
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
        for name in listed.stdout.decode().split("\0"):
            if name and (ROOT / name).is_file():
                target = self.root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, target)
        self.data.mkdir()
        self.failing, self.sound = set(), set()  # tests, as they end without any fault
        self.database, self.fresh = self.data / "test.sqlite3", self.data / "fresh"

    def prepare(self):
        """Make the database once; each run begins with a copy of it."""
        self.pytest(
            ["tests/stakeholders/test_last_administrator.py"], "--create-db", seconds=RECORDING_SECONDS
        )
        shutil.copy(self.database, self.fresh)

    def record(self, rooms, folder):
        """Run all tests of these rooms in a copy whose functions tell that they were called."""
        folder.mkdir(parents=True)
        for path in sources(self.root, rooms):
            name = path.relative_to(self.root).as_posix()
            path.write_text(reached.noted(path.read_text(encoding="utf-8"), name), encoding="utf-8")
        places = [f"tests/{app}" for app in sorted({room.split("/")[0] for room in rooms})]
        command = [sys.executable, "-m", "pytest", "-q", "-n", str(COPIES), "-m", "not browser", "--tb=no"]
        command += ["-p", "tests.reached", *places, "tests/architecture"]
        ours = self.environment() | {"PORTAL_REACHED": str(folder)}
        subprocess.run(command, cwd=self.root, env=ours, stdout=subprocess.DEVNULL, timeout=RECORDING_SECONDS)

    def environment(self):
        ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return ours | {
            "PORTAL_ENV": "test",
            "PORTAL_DATA_DIR": str(self.data),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def pytest(self, files, *options, seconds=SECONDS):
        """(exit status of the tests, None when they take too long; the test that failed)"""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--reuse-db", "-m", "not browser", "--tb=no"]
        command += [*options, *(f"--deselect={name}" for name in sorted(self.failing)), *files]
        if self.fresh.exists():
            shutil.copy(self.fresh, self.database)
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen(
                command,
                cwd=self.root,
                env=self.environment(),
                stdout=told,
                stderr=told,
                start_new_session=True,
                preexec_fn=partial(_limit, seconds),
            )
            try:
                status = process.wait(timeout=WAITING * seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                status = process.wait()
            if status < 0:  # ended here, or by its limit
                return None, ""
            told.seek(0)
            lines = told.read().decode(errors="replace").splitlines()
        if status == NOT_RUN and any("not found:" in line for line in lines):
            raise LookupError("\n".join(lines))
        return status, next((line for line in reversed(lines) if line.startswith(("FAILED", "ERROR"))), "")

    def tried(self, fault, reaching):
        """(what became of the fault, the test that noticed it)"""
        if fault.operator in SEEN_BY_READING and (found := self.tried_by(fault, GUARDS))[0] == "caught":
            return found
        return self.tried_by(fault, trials_of(self.root, fault, reaching))

    def tried_by(self, fault, files):
        """The same, by these tests; one that fails without the fault notices nothing."""
        while True:
            status, noticed = self.pytest_with(fault, files)
            name = noticed.partition(" ")[2].partition(" - ")[0]
            if status in (None, 0) or not name or name in self.failing or self.passes(name):
                return {None: "out of time", 0: "MISSED"}.get(status, "caught"), name
            self.failing.add(name)
            tell(f"    fails without any fault, left out: {name}")

    def pytest_with(self, fault, files):
        path = self.root / fault.path
        whole = path.read_text(encoding="utf-8")
        path.write_text(fault.planted(whole), encoding="utf-8")
        try:
            return self.pytest(files)
        finally:
            path.write_text(whole, encoding="utf-8")

    def passes(self, name):
        """Whether this test, or file of tests, passes in the checkout as it is."""
        if name not in self.sound and self.pytest([name])[0] == 0:
            self.sound.add(name)
        return name in self.sound


def run(rooms, seed, count, folder):
    outcomes, unnoticeable = Counter(), []
    drawing = drawn(ROOT, rooms, seed)
    faults = list(islice(_noticeable(drawing, unnoticeable), count))
    with tempfile.TemporaryDirectory(prefix="portal-faults-") as place:
        kept = Path(folder or f"{place}/reached").resolve()
        if not kept.exists():
            Copy(f"{place}/recorded").record(rooms, kept)
        reaching, copies = reached.read(kept, ROOT), SimpleQueue()
        for number in range(COPIES):
            copies.put(copy := Copy(f"{place}/{number}"))
            copy.prepare()

        def tried(fault):
            copy, began = copies.get(), time.monotonic()
            try:
                return *copy.tried(fault, reaching), round(time.monotonic() - began)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(COPIES) as pool:
            for fault, (outcome, noticed, seconds) in zip(faults, pool.map(tried, faults), strict=True):
                outcomes[outcome] += 1
                tell(f"{outcomes.total():3} {outcome:11} {seconds:4} s  {described(fault)}  {noticed}")
    for fault in unnoticeable:
        tell(f"    drawn anew: {fault.name}: {REASONS[fault.name]}")
    told = f"seed {seed}: {outcomes['caught']} of {outcomes.total()} caught, {len(unnoticeable)} drawn anew"
    tell(told + " (too many)" * (len(unnoticeable) > MOST_UNNOTICEABLE * count))
    return outcomes


def _noticeable(faults, unnoticeable):
    """The faults but those that nobody could notice, which are kept in the list."""
    for fault in faults:
        if fault.name in REASONS:
            unnoticeable.append(fault)
        else:
            yield fault


def described(fault):
    old, new = (" ".join(text.split())[:70] for text in (fault.old, fault.new))
    return f"{fault.path}:{fault.line} {fault.where} | {fault.operator}: {old} -> {new}"


def tell(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), help="folders or files of the portal")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--reached", metavar="FOLDER", help="where the recording is kept, or lies already")
    options = parser.parse_args()
    outcomes = run(options.rooms, options.seed, options.count, options.reached)
    return 0 if outcomes["caught"] >= 0.95 * outcomes.total() else 1


if __name__ == "__main__":
    sys.exit(main())
