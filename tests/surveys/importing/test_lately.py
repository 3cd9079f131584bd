"""What the check made of a file is taken up by who saves it, once, while nothing it rests on changed."""

import pytest

from surveys.importing import lately
from surveys.importing.actions.imports import cancel_batch, check_batch, commit_batch
from surveys.importing.decisions import NOTHING_DECIDED, Decided
from surveys.importing.terms import terms_of
from surveys.models import Response
from tests.support.records import an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def every_file(monkeypatch):
    monkeypatch.setattr(lately, "LEAST_ROWS", 0)


@pytest.fixture
def batch(region):
    return checked(
        an_skm_round(regions=[region]), HEADINGS, a_row(region), a_row(region, 1), by=an_officer(of=region)
    )


def terms_now(batch):
    return terms_of(batch.round, by=batch.uploaded_by, region=batch.region)


def test_it_is_taken_up_once(batch):
    terms = terms_now(batch)
    assert len(lately.taken_up(batch, terms, NOTHING_DECIDED).plan) == 2
    assert lately.taken_up(batch, terms, NOTHING_DECIDED) is None


def test_only_the_last_is_kept(region, batch):
    other = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=batch.uploaded_by)
    assert lately.taken_up(batch, terms_now(batch), NOTHING_DECIDED) is None
    assert lately.taken_up(other, terms_now(other), NOTHING_DECIDED) is None  # asked for another, it is gone


def changed_round(batch):
    batch.round.version.questions.get(code="PERSYARATAN").choices.get(score=4).delete()


def other_bytes(batch):
    batch.sha256 = "0" * 64


def other_sheets(batch):
    batch.sheets = ["Lain"]


def without_file(batch):
    batch.file.storage.delete(batch.file.name)


@pytest.mark.parametrize("change", [changed_round, other_bytes, other_sheets, without_file])
def test_it_is_not_taken_up_when_something_it_rests_on_changed(batch, change):
    change(batch)
    assert lately.taken_up(batch, terms_now(batch), NOTHING_DECIDED) is None


def test_it_is_not_taken_up_when_something_else_was_decided(batch):
    assert lately.taken_up(batch, terms_now(batch), Decided(masks_texts=True)) is None


def test_of_few_rows_nothing_is_kept(batch, monkeypatch):
    monkeypatch.setattr(lately, "LEAST_ROWS", 2)
    batch.state = "uploaded"
    batch.save()
    check_batch(batch=batch, by=batch.uploaded_by)
    assert lately.taken_up(batch, terms_now(batch), NOTHING_DECIDED) is None


def test_what_is_saved_is_what_the_check_made_beside_what_is_stored_by_then(region, batch):
    same = checked(batch.round, HEADINGS, a_row(region), a_row(region, 1), by=batch.uploaded_by)
    commit_batch(batch=batch, by=batch.uploaded_by)
    cancel_batch(batch=same, by=batch.uploaded_by)
    assert Response.objects.filter(batch=batch).count() == 2
    assert_tallies_are_right(batch.round)
