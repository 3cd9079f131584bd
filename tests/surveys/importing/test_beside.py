"""What lies beside an upload: sealed, used by saving, and gone when it has done its service."""

import gzip

import pytest
from django.core.files.base import ContentFile

from surveys.importing import beside
from surveys.importing.actions.imports import commit_batch
from surveys.models import Response
from tests.support.records import an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round, csv_bytes

pytestmark = pytest.mark.django_db


def lay_beside(batch, what, content):
    storage = batch.file.storage
    storage.delete(beside.name_of(batch, what))
    storage.save(beside.name_of(batch, what), ContentFile(content))


def test_saving_reads_what_the_check_kept_and_no_workbook_again(
    region, uploads, django_capture_on_commit_callbacks
):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    batch.file.storage.delete(batch.file.name)
    batch.file.storage.save(batch.file.name, ContentFile(csv_bytes(HEADINGS, *[a_row(region)] * 5)))
    with django_capture_on_commit_callbacks(execute=True):
        commit_batch(batch=batch, by=officer)
    assert Response.objects.count() == 1
    assert len(list((uploads / "imports").iterdir())) == 1  # it has done its service


@pytest.mark.parametrize("kept", [None, b'{"another": "release"}\n', b""])
def test_without_a_reading_of_this_release_the_file_is_read_again(region, kept):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    if kept is None:
        beside.forget(batch, beside.READING)
    else:
        lay_beside(batch, beside.READING, gzip.compress(kept))
    commit_batch(batch=batch, by=officer)
    assert Response.objects.count() == 1


def test_nothing_of_an_upload_lies_readable_on_the_disk(region, uploads):
    officer = an_officer(of=region)
    faulty = [a_row(region, 9)] * 1001
    checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), *faulty, by=officer)
    lying = [path.read_bytes() for path in (uploads / "imports").iterdir()]
    assert len(lying) == 3
    assert not [content for content in lying if region.name.encode() in content or content[:2] == b"\x1f\x8b"]
