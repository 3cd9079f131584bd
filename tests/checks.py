"""All that CI checks but the tests: style, production settings, migrations (`python3 portal.py check`)."""

import os
import secrets
import subprocess
import sys
import tempfile
import time

from cryptography.fernet import Fernet

MANAGE = (sys.executable, "manage.py")
TOOL = (sys.executable, "-m")


def main():
    """Every check, so that all faults are seen at once; 1 when one failed."""
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for name, command, more in checks(folder):
            began = time.monotonic()
            status = subprocess.call(command, env={**os.environ, **more})
            tell(f"{'ok   ' if status == 0 else 'FAULT'} {time.monotonic() - began:4.0f} s  {name}")
            if status:
                failed.append(name)
    tell(f"Not as it should be: {', '.join(failed)}." if failed else "All is as it should be.")
    return 1 if failed else 0


def tell(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def checks(folder):
    """(name, command, environment on top of ours) of each check."""
    nowhere = {"PORTAL_ENV": "test", "PORTAL_DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/none"}
    real = production(folder)
    return [
        ("faults in Python", (*TOOL, "ruff", "check", "--quiet", "."), {}),
        ("format of Python", (*TOOL, "ruff", "format", "--check", "--quiet", "."), {}),
        ("format of templates", (*TOOL, "djlint", "--check", "--quiet", "templates"), {}),
        ("faults in templates", (*TOOL, "djlint", "--lint", "--quiet", "templates"), {}),
        ("production settings", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), real),
        ("static files", (*MANAGE, "collectstatic", "--no-input", "--verbosity", "0"), real),
        ("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run"), nowhere),
    ]


def production(folder):
    """Settings of a production that nobody runs."""
    return {
        "PORTAL_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_KEYS": Fernet.generate_key().decode(),
        "PORTAL_DATA_DIR": folder,
        "STATIC_ROOT": f"{folder}/static",
        "DATABASE_URL": "postgres://portal@127.0.0.1/portal",
        "ALLOWED_HOSTS": "portal.example.go.id",
        "EMAIL_URL": "smtp+ssl://portal:example@mail.example.go.id:465",
    }


if __name__ == "__main__":
    sys.exit(main())
