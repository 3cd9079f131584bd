"""The portal refuses to start half-configured and says what is missing; production leaves nothing open."""

import json
import os
import subprocess
import sys

import environ
import pytest
from cryptography.fernet import Fernet
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from pmi_portal.running.configuration import REQUIRED_IN_PRODUCTION, check_production, reads_env_file
from tests.architecture.source import ROOT

COMPLETE = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "k" * 25 + "0123456789" * 4,
    "FIELD_KEYS": Fernet.generate_key().decode(),
    "DATABASE_URL": "postgres://portal:rahasia@127.0.0.1:9/portal",  # nobody listens there
    "ALLOWED_HOSTS": "portal.example.go.id",
    "EMAIL_URL": "smtp+ssl://portal:rahasia@mail.example.go.id:465",
}
SHOW = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=str))
"""


def start(data_dir, *arguments, **environment):
    """manage.py in an environment of exactly these variables."""
    kept = {"PATH": os.environ["PATH"], "PORTAL_DATA_DIR": str(data_dir)}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=120
    )


def settings_of(data_dir, **environment):
    done = start(data_dir, "shell", "-v", "0", "-c", SHOW, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    return settings_of(tmp_path_factory.mktemp("data"), **COMPLETE)


def test_a_complete_production_passes_the_deployment_check(tmp_path):
    done = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert done.stdout == "System check identified no issues (0 silenced).\n", done.stderr
    assert done.returncode == 0


def test_mail_leaves_by_the_server_that_the_environment_names(production):
    server = {name: production[f"EMAIL_{name}"] for name in ("HOST", "PORT", "HOST_USER", "USE_SSL")}
    assert server == {"HOST": "mail.example.go.id", "PORT": 465, "HOST_USER": "portal", "USE_SSL": True}


def test_postgresql_plans_for_short_queries_and_ends_long_ones(production):
    assert production["DATABASES"]["default"]["OPTIONS"]["options"].split(" -c ") == [
        "-c statement_timeout=15000",
        "jit=off",
        "random_page_cost=1.1",
    ]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has such settings")
def test_postgresql_takes_these_settings(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name IN ('jit', 'random_page_cost')")
        assert dict(cursor.fetchall()) == {"jit": "off", "random_page_cost": "1.1"}


def test_links_in_mail_lead_to_the_first_host_name(production):
    assert production["PORTAL_URL"] == "https://portal.example.go.id"


def test_nothing_configured_does_not_start_and_names_everything_with_the_way_to_mend_it(tmp_path):
    done = start(tmp_path, "check")
    wanted = [f"  {name}: {hint}" for name, hint in REQUIRED_IN_PRODUCTION.items()]
    assert [line for line in done.stderr.splitlines() if line in wanted] == wanted
    assert "python3 portal.py demo" in done.stderr
    assert done.returncode == 1


@pytest.fixture
def environment(monkeypatch):
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_a_complete_environment_is_accepted(environment):
    check_production(environ.Env())


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize("name", REQUIRED_IN_PRODUCTION)
def test_each_missing_setting_is_named_alone(environment, name, empty):
    environment.delenv(name) if empty is None else environment.setenv(name, empty)
    with pytest.raises(ImproperlyConfigured) as refused:
        check_production(environ.Env())
    named = [line.strip() for line in str(refused.value).splitlines() if line.startswith("  ")]
    assert named == [f"{name}: {REQUIRED_IN_PRODUCTION[name]}"]


@pytest.mark.parametrize("secret", ["kurang dari lima puluh", "k" * 60, "rahasia" * 10])
def test_a_short_secret_and_one_of_few_letters_are_refused(environment, secret):
    environment.setenv("SECRET_KEY", secret)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is shorter than 50 characters or has fewer"):
        check_production(environ.Env())


@pytest.mark.parametrize("hosts", ["*", "portal.example.go.id,*"])
def test_every_host_name_is_refused(environment, hosts):
    environment.setenv("ALLOWED_HOSTS", hosts)
    with pytest.raises(ImproperlyConfigured, match='ALLOWED_HOSTS is "[*]"'):
        check_production(environ.Env())


@pytest.mark.parametrize("portal_env", ["production", "demo"])
def test_what_is_no_key_of_encrypted_fields_is_refused_and_not_repeated(tmp_path, portal_env):
    keys = f"{COMPLETE['FIELD_KEYS']},bukan-kunci"
    done = start(tmp_path, "check", **COMPLETE | {"PORTAL_ENV": portal_env, "FIELD_KEYS": keys})
    assert (done.returncode, "Key 2 of FIELD_KEYS is no key." in done.stderr) == (1, True)
    assert "bukan-kunci" not in done.stderr


def test_an_unknown_environment_is_refused(tmp_path):
    done = start(tmp_path, "check", PORTAL_ENV="staging")
    assert "PORTAL_ENV is 'staging'; it must be one of: production, demo, development, test." in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACCOUNT_RATE_LIMITS", {"login_failed": "5/15m/key,50/h/ip"}),
        ("CSRF_COOKIE_DOMAIN", None),
        ("CSRF_COOKIE_HTTPONLY", True),
        ("CSRF_COOKIE_NAME", "__Host-csrftoken"),
        ("CSRF_COOKIE_PATH", "/"),
        ("CSRF_COOKIE_SAMESITE", "Lax"),
        ("CSRF_COOKIE_SECURE", True),
        ("DEBUG", False),
        ("DEMO_ALLOWED", False),
        ("FILE_UPLOAD_PERMISSIONS", 0o600),
        ("LANGUAGE_COOKIE_SECURE", True),
        ("MFA_REQUIRED_ROLES", ["administrator", "kpkp_staff", "board"]),
        ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.Argon2PasswordHasher"]),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", True),
        ("SECURE_HSTS_SECONDS", 31536000),
        ("SECURE_PROXY_SSL_HEADER", None),
        ("SECURE_SSL_REDIRECT", True),
        ("SESSION_COOKIE_DOMAIN", None),
        ("SESSION_COOKIE_HTTPONLY", True),
        ("SESSION_COOKIE_NAME", "__Host-sessionid"),
        ("SESSION_COOKIE_PATH", "/"),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("SESSION_COOKIE_SECURE", True),
        ("USE_X_FORWARDED_HOST", False),
    ],
)
def test_production_says(production, name, value):
    assert production[name] == value


def test_what_a_proxy_says_counts_only_behind_one(production, tmp_path):
    behind = settings_of(tmp_path, BEHIND_PROXY="true", **COMPLETE)
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert [settings.get("ALLAUTH_TRUSTED_PROXY_COUNT") for settings in (production, behind)] == [None, 1]


def test_production_refuses_demo_data(tmp_path):
    done = start(
        tmp_path, "load_demo", **COMPLETE | {"DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}"}
    )
    assert "Demo data are only loaded where PORTAL_ENV is demo, development or test." in done.stderr
    assert done.returncode == 1


def test_the_demo_makes_its_secrets_once_and_for_its_owner_only(tmp_path):
    folder = tmp_path / "made" / "by itself"
    first, second = (settings_of(folder, PORTAL_ENV="demo") for _ in range(2))
    assert (first["SECRET_KEY"], first["FIELD_KEYS"]) == (second["SECRET_KEY"], second["FIELD_KEYS"])
    modes = [(folder / name).stat().st_mode & 0o777 for name in ("secret_key", "field_key")]
    assert modes == [0o600, 0o600]


def test_a_new_portal_has_no_accounts(db):
    assert get_user_model().objects.count() == 0


@pytest.mark.parametrize(
    ("name", "reads"), [("demo", False), ("test", False), ("production", True), ("development", True)]
)
def test_demo_and_tests_never_borrow_the_production_env_file(name, reads):
    assert reads_env_file({"PORTAL_ENV": name}) is reads
