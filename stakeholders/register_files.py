"""Where the upload of a register waits, for its owner only, between the dry run and the confirmation."""

import re
import secrets
import time
from pathlib import Path

from django.conf import settings
from import_export.tmp_storages import BaseStorage

NAME = re.compile(r"[A-Za-z0-9_-]{43}\.(?:xlsx|csv)")
KEPT_SECONDS = 24 * 3600


class UnknownUploadError(Exception):
    """No upload of this name waits for this user."""


class OwnedTempStorage(BaseStorage):
    """One folder per user and register, readable by the portal only; a name opens nothing in another."""

    def __init__(self, *, owner, register, **kwargs):
        super().__init__(**kwargs)
        self.owner, self.register = owner, register

    @property
    def folder(self):
        return Path(settings.UPLOAD_DIR) / "registers" / str(int(self.owner.pk)) / self.register

    @property
    def kind(self):
        """“xlsx” or “csv”."""
        return self._path().suffix.removeprefix(".")

    def save(self, data, kind):
        """Keep the bytes under a name nobody can guess, and throw away what was never confirmed."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._throw_away_old()
        self.name = f"{secrets.token_urlsafe(32)}.{kind}"
        path = self._path()
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(data)

    def read(self):
        try:
            return self._path().read_bytes()
        except OSError as error:
            raise UnknownUploadError(self.name) from error

    def remove(self):
        self._path().unlink(missing_ok=True)

    def _path(self):
        if not NAME.fullmatch(self.name or ""):
            raise UnknownUploadError(self.name)
        return self.folder / self.name

    def _throw_away_old(self):
        for path in self.folder.iterdir():
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                path.unlink(missing_ok=True)
