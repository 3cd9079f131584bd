#!/usr/bin/env python3
"""Sets the portal up, runs and tests it: `python3 portal.py demo`, `test`, `check`, `bench`. Needs Python.

This file stays readable for Python 3.6, so that an old Python can say which one is needed.
"""

import argparse
import contextlib
import errno
import functools
import hashlib
import http.client
import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from pmi_portal.running.children import STOP_SIGNALS, WINDOWS, Children

say = functools.partial(print, flush=True)
ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
# What runs, what tests and formats (the first is part of the second), and what proves that it is there.
RUNNING, DEVELOPING = "requirements.lock", "requirements-dev.lock"
PROOF = {RUNNING: "import django", DEVELOPING: "import django, pytest"}
PORTS_TO_TRY, SECONDS_TO_START = 50, 120
AS_ASKED = ("-n", "-x", "-k", "-s", "--pdb")


class PortalError(Exception):
    """Something the person at the keyboard can mend; told in Indonesian, then in English."""

    def __init__(self, indonesian, english):
        super().__init__(f"{indonesian}\n{english}")


def check_python(version):
    if tuple(version[:2]) < OLDEST_PYTHON:
        ours, needed = ".".join(map(str, version[:3])), ".".join(map(str, OLDEST_PYTHON))
        raise PortalError(
            f"Python {ours} terlalu lama. Portal ini memerlukan Python {needed} atau lebih baru.",
            f"Python {ours} is too old. This portal needs Python {needed} or newer.",
        )


def check_venv_support(find=importlib.util.find_spec, which=shutil.which):
    if not (find("venv") and find("ensurepip")):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        how = f"apt install {package}" if which("apt-get") else "venv, ensurepip"
        raise PortalError(
            f"Python ini tidak dapat membuat lingkungan virtual. Pasang dahulu: {how}",
            f"This Python cannot make a virtual environment. Install first: {how}",
        )


def set_up(*locks, root=ROOT):
    """The Python of a .venv that holds what these locks name: what runs makes it anew, the rest is added."""
    venv = root / ".venv"
    for name in (RUNNING, *locks):
        wanted = fingerprint(root / name)
        if not is_ready(venv, wanted):
            with alone(root / "data" / "setup.lock"):
                if not is_ready(venv, wanted):
                    build(venv, root / name, wanted)
    return str(venv_python(venv))


def build(venv, lock, wanted):
    if lock.name == RUNNING:
        check_venv_support()
        from venv import EnvBuilder

        say(f"Membuat lingkungan Python di {venv} ...")
        EnvBuilder(clear=True, with_pip=True, symlinks=not WINDOWS).create(str(venv))
    install(str(venv_python(venv)), lock)
    with (venv / "portal.stamp").open("a") as stamp:
        stamp.write(wanted + "\n")


def venv_python(venv):
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def fingerprint(lock):
    """What .venv depends on: the locked packages and the Python it is made with."""
    python = [sys.version, sys.base_prefix, platform.machine()]
    return hashlib.sha256(lock.read_bytes() + repr(python).encode()).hexdigest()


def is_ready(venv, wanted):
    """A lock is stamped when it is installed, so a half-made .venv has no stamp."""
    stamp = venv / "portal.stamp"
    return stamp.is_file() and wanted in stamp.read_text().split() and venv_python(venv).exists()


@contextlib.contextmanager
def alone(path):
    """Hold a lock, so that two commands started at once do not both build .venv."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        if not WINDOWS:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install(python, lock):
    """Install the lock; a pip configured to install elsewhere gets a second try without its configuration."""
    say("Memasang pustaka yang terkunci (sekali saja, beberapa menit) ...")
    pip = [python, "-I", "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    command = [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    proof = [python, "-I", "-c", PROOF[lock.name]]
    without_pip = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    for attempt in (clean_environment(), dict(without_pip, PIP_CONFIG_FILE=os.devnull)):
        if subprocess.call(command, env=attempt) == 0 and subprocess.call(proof) == 0:
            return
        say("Belum terpasang dengan pengaturan pip ini.")
    raise PortalError(
        "Pustaka tidak dapat dipasang. Periksa sambungan internet, cermin PyPI, atau pakai Python 3.11.",
        "The libraries could not be installed. Check the connection and the PyPI mirror, or use Python 3.11.",
    )


def clean_environment(portal_env=None):
    """The caller's environment without what belongs to another Python."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    return dict(environment, PORTAL_ENV=portal_env) if portal_env else environment


def demo(options):
    environment, python, manage = clean_environment("demo"), set_up(), str(ROOT / "manage.py")
    if options.host not in ("127.0.0.1", "localhost", "::1"):
        say("Perhatian: portal contoh terbuka bagi jaringan ini; kata sandinya dikenal umum.")
        environment.setdefault("ALLOWED_HOSTS", "*")
    prepare = [python, manage, "prepare_demo"] + (["--fresh"] if options.fresh else [])
    prepared = subprocess.run(prepare, env=environment, cwd=str(ROOT), stdout=subprocess.PIPE)
    if prepared.returncode:
        return prepared.returncode  # the command has said why
    port = free_port(options.host, options.port)
    if port != options.port:
        say(f"Porta {options.port} sedang dipakai; portal memakai porta {port}.")
    with Children(environment) as children, contextlib.suppress(KeyboardInterrupt):
        children.start("web", [python, manage, "serve", "--host", options.host, "--port", str(port)])
        worker = ["db_worker", "--no-reload", "--no-startup-delay", "--queue-name", "*"]
        children.start("worker", [python, manage, *worker])
        return watch(children, options.host, port, prepared.stdout.decode("utf-8"))
    say("\nPortal dihentikan.")
    return 0


def watch(children, host, port, accounts):
    """Say where the portal is once it answers; start a dead worker again; end, as a failure, with the web."""
    reachable, told = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), False  # noqa: S104
    patience = time.monotonic() + SECONDS_TO_START
    while True:
        if children.first_ended():
            name, status = children.first_ended()
            if name != "worker" or not children.restart(name):
                say(f"Proses {name} berhenti sendiri dengan status {status}; portal dihentikan.")
                return 1
            say(f"Pekerja latar berhenti sendiri dengan status {status}; dijalankan lagi.")
        if not told and answers(reachable, port):
            told, shown = True, f"[{reachable}]" if ":" in reachable else reachable
            say(f"\n{accounts}\nPortal siap: http://{shown}:{port}/   (Ctrl+C untuk berhenti)")
        if not told and time.monotonic() > patience:
            raise PortalError("Server web tidak menjawab.", "The web server does not answer.")
        time.sleep(0.25 if told else 0.05)


def answers(host, port):
    connection = contextlib.closing(http.client.HTTPConnection(host, port, timeout=30))
    with connection as web, contextlib.suppress(OSError, http.client.HTTPException):
        web.request("GET", "/sehat/")
        return web.getresponse().status < 500
    return False


def free_port(host, port):
    """The first port from this one on that nobody listens to."""
    family, last = socket.AF_INET6 if ":" in host else socket.AF_INET, port + PORTS_TO_TRY - 1
    for candidate in range(port, last + 1):
        try:
            socket.create_server((host, candidate), family=family).close()
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise
        else:
            return candidate
    raise PortalError(f"Porta {port} sampai {last} terpakai.", f"Ports {port} to {last} are in use.")


def test(options):
    how = parallel(options.pytest, os.cpu_count() or 1)
    return become([set_up(DEVELOPING), "-m", "pytest", *how, *options.pytest], clean_environment("test"))


def parallel(given, cores):
    """A worker more than cores, as browsers are waited for; a chosen test, -x, -k, --pdb, own -n as asked."""
    chosen = any(not word.startswith("-") or word.startswith(AS_ASKED) for word in given)
    whole = ["-n", str(min(cores + 1, 8)), "--dist", "loadfile", "--no-loadscope-reorder"]
    return [] if chosen or cores == 1 else whole


def check(_options):
    return become([set_up(DEVELOPING), "-m", "tests.checks"], clean_environment())


def bench(options):
    command = [set_up(), str(ROOT / "manage.py"), "bench", *["--desk"] * options.desk]
    return become(command, clean_environment("demo"))


def become(command, environment):
    """Run in place of this process, so that signals and exit status are the command's own."""
    os.chdir(str(ROOT))
    if WINDOWS:
        return subprocess.call(command, env=environment)
    return os.execve(command[0], command, environment)  # noqa: S606


def arguments(given=None):
    parser = argparse.ArgumentParser(prog="portal.py", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", metavar="demo | test | check | bench", required=True)
    each = commands.add_parser("demo", help="jalankan portal dengan data contoh (run it with demo data)")
    each.add_argument("--port", type=int, default=8000, help="porta; yang berikut bila terpakai (8000)")
    each.add_argument("--host", default="127.0.0.1", help="alamat yang didengarkan (127.0.0.1)")
    each.add_argument("--fresh", action="store_true", help="buang data contoh, lalu buat lagi (start anew)")
    commands.add_parser("test", help="jalankan semua pengujian (run all tests); sisanya untuk pytest")
    commands.add_parser("check", help="periksa semua selain pengujian (check all that CI does but the tests)")
    each = commands.add_parser("bench", help="ukur waktu dan memori (measure), satu baris JSON per ukuran")
    each.add_argument("--desk", action="store_true", help="meja KPKP dengan data besar (the desk, much data)")
    options, options.pytest = parser.parse_known_args(given)
    if options.pytest and options.command != "test":
        parser.error("unrecognized arguments: " + " ".join(options.pytest))
    return options


def main(given=None):
    try:
        check_python(sys.version_info)
        options = arguments(given)
        for number in STOP_SIGNALS:
            if number == signal.SIGINT or signal.getsignal(number) != signal.SIG_IGN:  # nohup stays nohup
                signal.signal(number, signal.default_int_handler)
        return {"demo": demo, "test": test, "check": check, "bench": bench}[options.command](options)
    except KeyboardInterrupt:
        return 130
    except (PortalError, OSError, subprocess.SubprocessError) as problem:
        say(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
