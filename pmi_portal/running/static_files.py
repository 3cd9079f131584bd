"""Static files under names that hold a hash of their content, so that a browser asks for each once."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

STAMP = "sources.sha256"


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Our modules name each other by their hashed names; scripts of others name files we do not ship."""

    _kind, _imports = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", _imports))


def collect_if_changed():
    """Do what `collectstatic` does, where collected files are served and a source differs from last time."""
    if not settings.STATIC_ROOT:
        return
    stamp, wanted = Path(settings.STATIC_ROOT) / STAMP, _fingerprint()
    if not stamp.is_file() or stamp.read_text() != wanted:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)


def _fingerprint():
    found = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            found.append((path, state.st_size, state.st_mtime_ns))
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()
