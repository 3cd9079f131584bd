"""Small databases of every release, one for each kind of database, and how to make and load them.

`python3 -m tests.releases 0.3` writes the dump of a release, from SQLite or from a new database on the
PostgreSQL server in DATABASE_URL. The data are those of a small demo; the key below opens nothing else.
"""

import gzip
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
FIELD_KEY = "cmlsaXMgaW5pIGhhbnlhIHVudHVrIHBlbmd1amlhbi4="
SCALE = "0.05"


def dumps(vendor):
    """The dumps for this kind of database, the oldest release first."""
    found = FOLDER.glob(f"*.{vendor}.sql.gz")
    return sorted(found, key=lambda path: [int(part) for part in release_of(path).split(".")])


def release_of(path):
    return path.name.removesuffix(".sql.gz").rpartition(".")[0]


def manage(environment, *words):
    """Run a command of the portal; its output, or an error that holds it."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(words)}\n{done.stdout}")
    return done.stdout


@contextmanager
def a_database(folder, server=""):
    """The environment of a new database: a SQLite file in the folder, or one on the server, dropped later."""
    ours = {"PORTAL_ENV": "test", "PORTAL_DATA_DIR": str(folder), "FIELD_KEYS": FIELD_KEY}
    if not server:
        yield os.environ | ours | {"DATABASE_URL": f"sqlite:///{folder}/release.sqlite3"}
        return
    name = f"portal_release_{os.getpid()}"
    on_server(server, f"CREATE DATABASE {name}")
    try:
        yield os.environ | ours | {"DATABASE_URL": f"{server.rpartition('/')[0]}/{name}"}
    finally:
        on_server(server, f"DROP DATABASE {name}")


def on_server(address, statement):
    subprocess.run(["psql", "--quiet", "--no-psqlrc", "--command", statement, address], check=True)


def dump(address):
    """The whole database as SQL."""
    if address.startswith("sqlite"):
        import sqlite3

        database = sqlite3.connect(address.removeprefix("sqlite:///"))
        try:
            return "\n".join(database.iterdump())
        finally:
            database.close()
    command = ["pg_dump", "--no-owner", "--no-privileges", address]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def load(path, address):
    """Fill an empty database with a dump."""
    sql = gzip.decompress(path.read_bytes()).decode()
    if address.startswith("sqlite"):
        import sqlite3

        database = sqlite3.connect(address.removeprefix("sqlite:///"))
        try:
            database.executescript(sql)
        finally:
            database.close()
        return
    command = ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null", address]
    subprocess.run(command, check=True, input=sql, text=True)


def write(release, folder, server="", *, fill=("load_demo", "--scale", SCALE)):
    """Make the dump of this release; gives its path."""
    path = FOLDER / f"{release}.{'postgresql' if server else 'sqlite'}.sql.gz"
    with a_database(folder, server) as environment:
        for words in (["migrate"], ["load_reference"], fill):
            manage(environment, *words)
        sql = dump(environment["DATABASE_URL"])
    path.write_bytes(gzip.compress(sql.encode(), mtime=0))
    return path
