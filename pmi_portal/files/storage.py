"""Uploads lie whole on the disk, or not at all."""

import contextlib
import errno

from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext as _

NO_ROOM = "no_room"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_full(problem):
    """Whether this is the disk having no room, or this user's share of it."""
    return isinstance(problem, OSError) and problem.errno in FULL


class WholeFileStorage(FileSystemStorage):
    """Removes what was written of a file that could not be kept; tells who sent it when the disk is full."""

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError as problem:
            with contextlib.suppress(OSError):
                self.delete(name)
            if is_full(problem):
                raise ValidationError(no_room(), code=NO_ROOM) from problem
            raise


def no_room():
    return _(
        "Ruang penyimpanan portal penuh; berkas ini belum tersimpan. Hubungi administrator, lalu unggah lagi."
    )
