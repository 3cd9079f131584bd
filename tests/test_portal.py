"""The bootstrap: what it tells, what it keeps, and that it leaves nothing behind."""

import ast
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "portal.py"
BEFORE_SET_UP = [SCRIPT, ROOT / "pmi_portal/running/children.py"]


@pytest.fixture
def portal():
    spec = importlib.util.spec_from_file_location("portal", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", BEFORE_SET_UP, ids=lambda path: path.name)
def test_an_old_python_can_read_what_runs_before_anything_is_installed(path):
    assert ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 6)).body


def test_the_script_needs_nothing_that_is_not_in_python_itself():
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import portal"
    assert subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False).returncode == 0


def test_an_old_python_is_told_in_two_languages_which_one_is_needed(portal):
    with pytest.raises(portal.PortalError) as told:
        portal.check_python((3, 10, 12, "final", 0))
    assert str(told.value).splitlines() == [
        "Python 3.10.12 terlalu lama. Portal ini memerlukan Python 3.11 atau lebih baru.",
        "Python 3.10.12 is too old. This portal needs Python 3.11 or newer.",
    ]


def test_a_python_of_today_is_accepted(portal):
    assert [portal.check_python(version) for version in [(3, 11, 0), (3, 12, 4), (4, 0, 0)]] == [None] * 3


def test_a_missing_venv_names_the_package_of_this_python(portal):
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    only_venv = {"venv": True}.get
    with pytest.raises(portal.PortalError) as told:
        portal.check_venv_support(find=only_venv, which=lambda _: "/usr/bin/apt-get")
    assert str(told.value).splitlines() == [
        f"Python ini tidak dapat membuat lingkungan virtual. Pasang dahulu: apt install {package}",
        f"This Python cannot make a virtual environment. Install first: apt install {package}",
    ]


# --- the stamp


@pytest.fixture
def checkout(portal, tmp_path, monkeypatch):
    """A folder with both locks, and a record of the installations that set_up makes in it."""
    (tmp_path / portal.RUNNING).write_text("django==5.2\n")
    (tmp_path / portal.DEVELOPING).write_text("django==5.2\npytest==9\n")
    made = []

    class Builder:
        def __init__(self, **_):
            pass

        def create(self, path):
            shutil.rmtree(path, ignore_errors=True)
            python = portal.venv_python(Path(path))
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()

    monkeypatch.setattr("venv.EnvBuilder", Builder)
    monkeypatch.setattr(portal, "install", lambda python, lock: made.append(lock.read_text()))
    return tmp_path, made


def test_a_second_set_up_installs_nothing(portal, checkout):
    root, made = checkout
    assert portal.set_up(root=root) == portal.set_up(root=root) == str(portal.venv_python(root / ".venv"))
    assert made == ["django==5.2\n"]


def test_a_changed_lock_is_installed(portal, checkout):
    root, made = checkout
    portal.set_up(root=root)
    (root / "requirements.lock").write_text("django==5.2.1\n")
    portal.set_up(root=root)
    assert made == ["django==5.2\n", "django==5.2.1\n"]


def test_what_tests_is_added_to_what_runs_and_stays_with_it(portal, checkout):
    root, made = checkout
    portal.set_up(root=root)
    portal.set_up(portal.DEVELOPING, root=root)
    portal.set_up(root=root)
    portal.set_up(portal.DEVELOPING, root=root)
    assert made == ["django==5.2\n", "django==5.2\npytest==9\n"]


def test_on_a_bare_machine_both_are_installed(portal, checkout):
    root, made = checkout
    portal.set_up(portal.DEVELOPING, root=root)
    assert made == ["django==5.2\n", "django==5.2\npytest==9\n"]


def test_a_changed_lock_takes_what_tests_with_it(portal, checkout):
    root, made = checkout
    portal.set_up(portal.DEVELOPING, root=root)
    (root / portal.RUNNING).write_text("django==5.2.1\n")
    portal.set_up(root=root)
    portal.set_up(portal.DEVELOPING, root=root)
    assert made[2:] == ["django==5.2.1\n", "django==5.2\npytest==9\n"]


def test_another_python_is_another_environment(portal, checkout, monkeypatch):
    root, made = checkout
    portal.set_up(root=root)
    monkeypatch.setattr(portal.sys, "version", "3.99.0")
    portal.set_up(root=root)
    assert len(made) == 2


def test_an_interrupted_set_up_is_done_again(portal, checkout, monkeypatch):
    root, made = checkout
    whole = portal.install

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(portal, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        portal.set_up(root=root)
    monkeypatch.setattr(portal, "install", whole)
    portal.set_up(root=root)
    assert made == ["django==5.2\n"]


def test_a_lost_interpreter_is_noticed(portal, checkout):
    root, made = checkout
    Path(portal.set_up(root=root)).unlink()
    portal.set_up(root=root)
    assert len(made) == 2


def test_the_children_get_nothing_of_another_python(portal, monkeypatch):
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, "/somewhere")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///x")
    environment = portal.clean_environment("demo")
    foreign = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE"} & environment.keys()
    assert (foreign, environment["PORTAL_ENV"], environment["DATABASE_URL"]) == (set(), "demo", "sqlite:///x")


# --- ports and arguments


def test_a_taken_port_gives_way_to_the_next_free_one(portal):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert portal.free_port("127.0.0.1", port) > port
    assert portal.free_port("127.0.0.1", port) == port


def test_no_free_port_is_told(portal, monkeypatch):
    monkeypatch.setattr(portal, "PORTS_TO_TRY", 1)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(portal.PortalError):
        portal.free_port("127.0.0.1", taken.getsockname()[1])


BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]


@pytest.mark.parametrize(
    ("given", "added"),
    [
        ([], ["-n", "5", *BY_FILE]),
        (["-v", "--create-db"], ["-n", "5", *BY_FILE]),
        (["-x"], []),
        (["-n0"], []),
        (["tests/outreach"], []),
        (["-k", "session"], []),
    ],
)
def test_the_whole_suite_has_a_worker_more_than_cores_and_a_chosen_test_only_one(portal, given, added):
    assert portal.parallel(given, cores=4) == added


def test_further_arguments_go_to_pytest_only(portal, capsys):
    further = ["-k", "session", "tests/outreach"]
    assert portal.arguments(["test", *further]).pytest == further
    with pytest.raises(SystemExit):
        portal.arguments(["demo", "-k", "session"])
    assert "unrecognized arguments: -k session" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["demo", "test", "check", "bench"])
def test_every_command_explains_itself(command):
    told = subprocess.run([sys.executable, SCRIPT, command, "--help"], capture_output=True, text=True)
    assert (told.returncode, told.stdout.split()[:3]) == (0, ["usage:", "portal.py", command])


# --- children


PARENT = """
import importlib.util, os, sys, time
sys.path.insert(0, os.path.dirname({script!r}))
spec = importlib.util.spec_from_file_location("portal", {script!r})
portal = importlib.util.module_from_spec(spec)
spec.loader.exec_module(portal)
children = sys.modules["pmi_portal.running.children"]
children.SECONDS_TO_STOP, children.PAUSE, children.STARTS = 1, 0, 3
child = "import os, signal, subprocess, sys, time; {habit}; "
child += "told = sys.argv[1], os.getpid(), subprocess.Popen(['sleep', '300']).pid; "
child += "os.write(1, (' '.join(map(str, told)) + os.linesep).encode()); "  # one write, as two share the pipe
child += "time.sleep(300)"

def two_children(options):
    family = portal.Children(portal.clean_environment())
    try:
        with family as children:
            for name in ("web", "worker"):
                children.start(name, [sys.executable, "-c", child, name])
            return portal.watch(children, "127.0.0.1", 0, "")
    finally:
        print("ended", *(one.returncode for one in family.processes.values()), flush=True)

portal.demo = two_children
sys.exit(portal.main(["demo"]))
"""


@pytest.fixture
def family():
    """Start a parent with two children, each with a child of its own; give it and their process ids."""
    parents, everybody = [], []

    def start(habit="pass"):
        code = textwrap.dedent(PARENT).format(script=str(SCRIPT), habit=habit)
        parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        parents.append(parent)
        told = dict(next_child(parent) for _ in range(2))  # whichever is quicker
        children = [*told["web"], *told["worker"]]
        everybody.extend(children)
        return parent, children

    yield start
    for parent in parents:
        parent.kill()
        parent.wait()
        parent.stdout.close()
    for pid in alive(everybody):
        os.kill(pid, signal.SIGKILL)


def next_child(parent):
    """The name of the child that speaks next, with its process id and that of the child's child."""
    for line in parent.stdout:
        name, *pids = line.split()
        if name in ("web", "worker"):
            return name, [int(pid) for pid in pids]
    raise AssertionError("no further child")


def alive(pids):
    def runs(pid):
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except FileNotFoundError:
            return False

    return [pid for pid in pids if runs(pid)]


def all_gone(pids, within=10):
    until = time.monotonic() + within
    while alive(pids) and time.monotonic() < until:
        time.sleep(0.05)
    return alive(pids) == []


on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@on_linux
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_whole_family(family, number):
    parent, pids = family()
    assert alive(pids) == pids
    parent.send_signal(number)
    assert parent.wait(timeout=10) == 130
    assert all_gone(pids)


@on_linux
def test_a_child_that_does_not_listen_is_killed(family):
    parent, pids = family(habit="signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    parent.terminate()
    parent.wait(timeout=10)
    assert all_gone(pids)
    assert parent.stdout.read().split() == ["ended", "-9", "-9"]


@on_linux
def test_a_killed_worker_is_started_again_and_leaves_nothing(family):
    parent, (web, _, worker, of_worker) = family()
    os.kill(worker, signal.SIGKILL)
    _, (again, of_again) = next_child(parent)
    assert all_gone([worker, of_worker])
    assert alive([web, again, of_again]) == [web, again, of_again]
    parent.terminate()
    parent.wait(timeout=10)
    assert all_gone([web, again, of_again])


@on_linux
def test_a_worker_that_dies_again_and_again_is_a_failure(family):
    parent, (web, _, worker, _) = family()
    for _start in range(2):
        os.kill(worker, signal.SIGKILL)
        _, (worker, _) = next_child(parent)
    os.kill(worker, signal.SIGKILL)
    assert parent.wait(timeout=10) == 1
    assert all_gone([web, worker])


@on_linux
def test_the_end_of_the_web_server_ends_the_worker_and_is_a_failure(family):
    parent, pids = family()
    os.kill(pids[0], signal.SIGKILL)
    assert parent.wait(timeout=10) == 1
    assert all_gone(pids)


@on_linux
def test_the_children_end_when_the_parent_is_killed(family):
    parent, (web, _, worker, _) = family()
    parent.kill()
    assert all_gone([web, worker])
