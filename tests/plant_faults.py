"""Do the tests notice? Plants small faults, one at a time, in a copy of the checkout; runs the room's tests.

    python3 -m tests.plant_faults --seed 7 --count 20 outreach/complaints stakeholders

Without rooms: outreach, stakeholders and pmi_portal. The seed decides what is drawn. Run it by the Python
of .venv.
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
from pathlib import Path

from tests.fault_operators import faults_in
from tests.unnoticeable import REASONS

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("outreach", "stakeholders", "pmi_portal")
# Not what people use: data of the demo, measurements, migrations; admin screens have few rules of their own.
LEFT_OUT = {"demo", "migrations", "benchmarks.py", "desk_benchmark.py", "bench.py", "line_benchmark.py"}
SECONDS, MOST_OTHERS, MOST_UNNOTICEABLE = 300, 6, 0.1


def sources(root, rooms):
    for room in rooms:
        place = root / room
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            if not LEFT_OUT & set(path.relative_to(root).parts):
                yield path


def permissions(root):
    tree = ast.parse((root / "pmi_portal/accounts/permissions.py").read_text(encoding="utf-8"))
    (enum,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Permission")
    return [target.id for node in enum.body if isinstance(node, ast.Assign) for target in node.targets]


def drawn(root, rooms, seed):
    """All faults in the order of this seed: an operator by lot, then one of its places."""
    known, by_operator = permissions(root), {}
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


def tests_for(root, fault):
    """The test files of the room and the likeliest of its app; first those that name what it touches."""
    words = {word for word in (Path(fault.path).stem, *fault.where.split(".")) if len(word) > 3}
    room = root / "tests" / Path(fault.path).parent
    while not room.is_dir():
        room = room.parent

    def relevance(file):
        text = file.read_text(encoding="utf-8")
        return -sum(word in text for word in words), room not in file.parents, len(text)

    files = sorted((root / "tests" / fault.path.split("/")[0]).rglob("test_*.py"), key=relevance)
    others = [file for file in files if room not in file.parents and relevance(file)[0]]
    chosen = [file for file in files if room in file.parents or file in others[:MOST_OTHERS]]
    return [str(file.relative_to(root)) for file in chosen]


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
        self.failing = set()
        self.database, self.fresh = self.data / "test.sqlite3", self.data / "fresh"
        self.pytest(["tests/stakeholders/test_last_administrator.py"], "--create-db", seconds=900)
        shutil.copy(self.database, self.fresh)

    def pytest(self, files, *options, seconds=SECONDS):
        """(exit status of the tests, None when they take too long; the test that failed)"""
        ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        ours |= {"PORTAL_ENV": "test", "PORTAL_DATA_DIR": str(self.data), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--reuse-db", "-m", "not browser", "--tb=no"]
        command += [*options, *(f"--deselect={name}" for name in sorted(self.failing)), *files]
        if self.fresh.exists():
            shutil.copy(self.fresh, self.database)
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen(
                command, cwd=self.root, env=ours, stdout=told, stderr=told, start_new_session=True
            )
            try:
                status = process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.wait()
                return None, ""
            told.seek(0)
            lines = told.read().decode(errors="replace").splitlines()
        return status, next((line for line in reversed(lines) if line.startswith(("FAILED", "ERROR"))), "")

    def tried(self, fault):
        """(what became of the fault, the test that noticed it); one that fails without it notices nothing."""
        files = tests_for(self.root, fault)
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
        return self.pytest([name])[0] == 0


def run(rooms, seed, count):
    outcomes, unnoticeable = Counter(), []
    with tempfile.TemporaryDirectory(prefix="portal-faults-") as folder:
        copy = Copy(folder)
        for fault in drawn(copy.root, rooms, seed):
            if outcomes.total() == count:
                break
            if fault.name in REASONS:
                unnoticeable.append(fault)
                continue
            began = time.monotonic()
            outcome, noticed = copy.tried(fault)
            outcomes[outcome] += 1
            seconds = round(time.monotonic() - began)
            tell(f"{outcomes.total():3} {outcome:11} {seconds:4} s  {described(fault)}  {noticed}")
    for fault in unnoticeable:
        tell(f"    drawn anew: {fault.name}: {REASONS[fault.name]}")
    told = f"seed {seed}: {outcomes['caught']} of {outcomes.total()} caught, {len(unnoticeable)} drawn anew"
    tell(told + " (too many)" * (len(unnoticeable) > MOST_UNNOTICEABLE * count))
    return outcomes


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
    options = parser.parse_args()
    outcomes = run(options.rooms, options.seed, options.count)
    return 0 if outcomes["caught"] >= 0.95 * outcomes.total() else 1


if __name__ == "__main__":
    sys.exit(main())
