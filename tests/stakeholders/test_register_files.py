"""The folder in which an upload waits: one per user, closed, and emptied of what nobody confirmed."""

import os
import time

import pytest

from stakeholders.register_files import KEPT_SECONDS, OwnedTempStorage, UnknownUploadError
from tests.support.records import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path
    return tmp_path


def kept(owner, content=b"isi", kind="csv"):
    storage = OwnedTempStorage(owner=owner, register="contact")
    storage.save(content, kind)
    return storage


def test_the_owner_reads_what_was_saved_and_nobody_else_does():
    owner, other = a_user(), a_user()
    name = kept(owner).name
    assert OwnedTempStorage(owner=owner, register="contact", name=name).read() == b"isi"
    assert OwnedTempStorage(owner=owner, register="contact", name=name).kind == "csv"
    with pytest.raises(UnknownUploadError):
        OwnedTempStorage(owner=other, register="contact", name=name).read()


def test_names_cannot_be_guessed_from_each_other():
    owner = a_user()
    names = {kept(owner).name for _number in range(20)}
    assert len(names) == 20
    assert {len(name) for name in names} == {len("x" * 43 + ".csv")}


@pytest.mark.parametrize("name", ["", None, "../1/x.csv", "/etc/passwd", "A" * 43, "A" * 43 + ".csv\n"])
def test_a_name_that_is_none_of_ours_opens_nothing(name):
    with pytest.raises(UnknownUploadError):
        OwnedTempStorage(owner=a_user(), register="contact", name=name).read()


def test_a_removed_upload_is_gone_and_removing_it_again_is_harmless(uploads):
    storage = kept(a_user())
    storage.remove()
    storage.remove()
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_what_was_never_confirmed_is_thrown_away_after_a_day(uploads):
    owner = a_user()
    old, young = kept(owner), kept(owner)
    long_ago = time.time() - KEPT_SECONDS - 1
    os.utime(old.folder / old.name, (long_ago, long_ago))
    kept(owner)
    assert young.read() == b"isi"
    with pytest.raises(UnknownUploadError):
        old.read()
