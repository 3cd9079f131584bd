"""Workbooks damaged on their way: bytes lost, doubled or changed in the file, or in a part before packing."""

import io
import random
import zipfile
from functools import cache
from typing import NamedTuple

from tests.spreadsheets.build import CASES
from tests.spreadsheets.cases import ACCEPTED, WARNED
from tests.spreadsheets.packages import package

LARGEST = 60_000  # bytes of a sound file: larger ones only take longer
LONGEST = 40  # bytes of what is cut, doubled or overwritten
PACKED_AGAIN = 0.25  # the share that is damaged before packing, so that no checksum tells


class Damaged(NamedTuple):
    """`sound` is the key of the whole file; `part` the name of what was damaged before packing, or None."""

    number: int
    how: str
    sound: str
    content: bytes
    part: str | None = None


@cache
def sound_files():
    """{key: content} of the workbooks of the corpus that are read."""
    read = (case for case in CASES if case.suffix == ".xlsx" and case.answer.kind in (ACCEPTED, WARNED))
    contents = {case.key: case.content() for case in read}
    return {key: content for key, content in contents.items() if len(content) <= LARGEST}


def variants(count, seed=9):
    """So many Damaged, always the same."""
    rng, keys = random.Random(seed), sorted(sound_files())
    for number in range(count):
        key, how = rng.choice(keys), rng.choice(list(WAYS))
        content = sound_files()[key]
        if rng.random() >= PACKED_AGAIN:
            yield Damaged(number, how, key, damaged(rng, content, how))
            continue
        parts = parts_of(content)
        name = rng.choice(sorted(parts))
        parts[name] = damaged(rng, parts[name], how)
        yield Damaged(number, how, key, package(parts.items()), name)


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damaged(rng, content, how):
    """The bytes with something wrong in one to three places."""
    content = bytearray(content)
    for _time in range(rng.randint(1, 3)):
        at = rng.randrange(max(len(content), 1))
        WAYS[how](rng, content, at, at + rng.randint(1, LONGEST))
    return bytes(content)


def _flip(rng, content, at, _end):
    content[at : at + 1] = bytes([byte ^ (1 << rng.randrange(8)) for byte in content[at : at + 1]])


def _overwrite(rng, content, at, end):
    content[at:end] = rng.randbytes(len(content[at:end]))


def _blank(_rng, content, at, end):
    content[at:end] = bytes(len(content[at:end]))


def _cut(_rng, content, at, end):
    del content[at:end]


def _double(_rng, content, at, end):
    content[at:at] = content[at:end]


def _end(_rng, content, at, _end):
    del content[at:]


WAYS = {"flip": _flip, "overwrite": _overwrite, "blank": _blank, "cut": _cut, "double": _double, "end": _end}
