"""What lies beside an upload: what was read of it, which saving takes up again, and all its problems."""

import gzip
import json
import shutil
import tempfile
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from django.core.files.base import ContentFile, File

from pmi_portal.files.reading.reader import read_again, read_rows

SECONDS_IN_REQUEST = 20
READING, PROBLEMS = "reading", "problems"
IN_MEMORY = 32 * 1024**2


def name_of(batch, what):
    return f"{batch.file.name}.{what}"


def all_names(batch):
    """The names under which the upload and what lies beside it are stored."""
    return [batch.file.name, *(name_of(batch, what) for what in (READING, PROBLEMS))]


@contextmanager
def laid_open(batch):
    """The path of a copy of the upload for a child process to read, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        # That a file is gone, the reader tells.
        with suppress(FileNotFoundError):
            _copy(batch.file, path)
        yield path


def opened(batch):
    """The upload as an open file, of which the first block is known to be whole."""
    file = batch.file.storage.open(batch.file.name)
    try:
        file.file.peek(1)
    except BaseException:
        file.close()
        raise
    return file


def _copy(file, path):
    with file.storage.open(file.name) as stored, path.open("wb") as copy:
        shutil.copyfileobj(stored, copy)


@contextmanager
def keeping_reading(batch):
    """A stream for what the child process tells of the upload; it is kept unless the block fails."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as packed:
        with gzip.open(packed, "wb", compresslevel=1) as stream:
            yield stream
        packed.seek(0)
        _replace(batch, READING, File(packed))


@contextmanager
def kept_reading(batch):
    """The same stream to be read again, or None where nothing is kept, or the upload itself is gone."""
    storage, name = batch.file.storage, name_of(batch, READING)
    if not (storage.exists(name) and storage.exists(batch.file.name)):
        yield None
        return
    with storage.open(name) as packed, gzip.open(packed) as stream:
        yield stream


def read(batch, *, seconds=SECONDS_IN_REQUEST, progress=None):
    """The Reading of the upload, which is kept; raises UnreadableFile, and what `progress(0, 0)` raises."""
    options = {"sheet": batch.sheets, "seconds": seconds, "alive": progress and partial(progress, 0, 0)}
    with laid_open(batch) as path, keeping_reading(batch) as keep:
        return read_rows(path, batch.original_name, keep=keep, **options)


def reading_of(batch, *, seconds=SECONDS_IN_REQUEST, progress=None):
    """The Reading that was kept of these sheets, else one made anew; raises what `read` raises."""
    with kept_reading(batch) as kept:
        reading = kept and read_again(kept, batch.original_name, sheet=batch.sheets)
    if reading and batch.sheets in ([], [table.name for table in reading.tables]):
        return reading
    return read(batch, seconds=seconds, progress=progress)


def keep_problems(batch, problems):
    content = ContentFile(json.dumps(problems, ensure_ascii=False).encode())
    _replace(batch, PROBLEMS, content)


def kept_problems(batch):
    """The rows that were kept, or None."""
    storage, name = batch.file.storage, name_of(batch, PROBLEMS)
    if not storage.exists(name):
        return None
    with storage.open(name) as file:
        return json.load(file)


def forget(batch, what):
    batch.file.storage.delete(name_of(batch, what))


def _replace(batch, what, content):
    forget(batch, what)
    batch.file.storage.save(name_of(batch, what), content)
