"""Reads the environment for settings.py and refuses to start half-configured."""

import secrets
from pathlib import Path

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

ENVIRONMENTS = ("production", "demo", "development", "test")

# Our queries are short: compiling one would take longer than it saves. Rows lie in memory or on a disk
# without a moving head: an index is worth more than the default of 4 says.
POSTGRES_OPTIONS = "-c statement_timeout=15000 -c jit=off -c random_page_cost=1.1"

FEWEST_CHARACTERS = 10
HINT_OF_HOSTS = "the host names users type, for example portal.example.go.id"
REQUIRED_IN_PRODUCTION = {
    "SECRET_KEY": "a random text of 50 or more characters: "
    'python3 -c "import secrets; print(secrets.token_urlsafe(64))"',
    "FIELD_KEYS": "comma-separated keys, newest first, for encrypted fields: "
    'python3 -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"',
    "DATABASE_URL": "for example postgres://portal:PASSWORD@db:5432/portal",
    "ALLOWED_HOSTS": HINT_OF_HOSTS,
    "EMAIL_URL": "for example smtp+ssl://USER:PASSWORD@mail.example.go.id:465; password reset needs it",
}


def reads_env_file(environment):
    """Not for demo and tests, to which a production .env must not lend its database."""
    return environment.get("PORTAL_ENV") not in ("demo", "test")


def environment_name(env):
    name = env("PORTAL_ENV", default="production")
    if name not in ENVIRONMENTS:
        raise ImproperlyConfigured(f"PORTAL_ENV is {name!r}; it must be one of: {', '.join(ENVIRONMENTS)}.")
    return name


def check_production(env):
    """Every missing setting at once, each with the way to mend it."""
    missing = [f"  {key}: {hint}" for key, hint in REQUIRED_IN_PRODUCTION.items() if not env(key, default="")]
    if missing:
        raise ImproperlyConfigured(
            "The portal does not start half-configured. Set in the environment (see .env.example):\n"
            + "\n".join(missing)
            + "\nTo try it out instead: python3 portal.py demo"
        )
    if weak := [f"  {reason}" for reason in weaknesses(env) if reason]:
        raise ImproperlyConfigured("The portal does not start insecurely.\n" + "\n".join(weak))


def weaknesses(env):
    """What is set, but protects nothing."""
    secret = env("SECRET_KEY")
    if len(secret) < 50 or len(set(secret)) < FEWEST_CHARACTERS:
        yield (
            f"SECRET_KEY is shorter than 50 characters or has fewer than {FEWEST_CHARACTERS} different ones. "
            f"It must be {REQUIRED_IN_PRODUCTION['SECRET_KEY']}"
        )
    if "*" in env.list("ALLOWED_HOSTS"):
        yield f'ALLOWED_HOSTS is "*", which lets links in mail lead anywhere: {HINT_OF_HOSTS}'


def field_keys(keys):
    """The keys as they are, if each is one; a key with a slip in it would only be noticed by who needs it."""
    for number, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(
                f"Key {number} of FIELD_KEYS is no key. They are {REQUIRED_IN_PRODUCTION['FIELD_KEYS']}"
            ) from None
    return keys


def at_least_a_day(days):
    """The number as it is: 0 would remove what was uploaded a moment ago."""
    if days < 1:
        raise ImproperlyConfigured(f"IMPORT_FILES_KEPT_DAYS is {days}; it is a number of days, 1 or more.")
    return days


def usual_address(hosts, *, secure):
    """The address of the first host name, for links in mail."""
    host = hosts[0].lstrip(".") if hosts else "localhost"
    return f"https://{host}" if secure else f"http://{host}:8000"


def kept_secret(path: Path, make=lambda: secrets.token_urlsafe(64)):
    """A secret of the demo, made once and kept beside its database, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make())
    return path.read_text().strip()


def sqlite_options(version):
    """Journal DELETE before SQLite 3.51.3, which mended a race that can corrupt a WAL database."""
    journal = "WAL" if version >= (3, 51, 3) else "DELETE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }


def database(env, data_dir: Path, *, version):
    config = environ.Env.db_url_config(env("DATABASE_URL", default=f"sqlite:///{data_dir / 'demo.sqlite3'}"))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        if config["NAME"] != ":memory:":
            Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["OPTIONS"] = sqlite_options(version)
        # Tests on a file too: in memory all threads would share one connection, and its savepoints.
        config["TEST"] = {"NAME": data_dir / "test.sqlite3"}
    else:
        config.setdefault("OPTIONS", {}).setdefault("options", POSTGRES_OPTIONS)
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
