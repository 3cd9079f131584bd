"""Saving writes what was seen, or nothing: the digest of a check covers all that it rests on."""

import pytest
from django.utils import translation

from surveys.importing.actions.imports import ResultChanged, commit_batch
from surveys.models import ImportBatch, QuestionnaireVersion, Response
from tests.support.records import a_region, a_staff_member, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
TITLED = [["Survei", "", ""], HEADINGS]


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region, a_region(name="Cilacap", code="CILACAP")])


def other_choice(batch):
    batch.round.version.questions.get(code="BIAYA").choices.create(code="9", label="Lain", order=9)


def other_need(batch):
    batch.round.version.questions.filter(code="BIAYA").update(required=True)


def other_version(batch):
    QuestionnaireVersion.objects.filter(pk=batch.round.version_id).update(number=7)


def other_heading(batch):
    ImportBatch.objects.filter(pk=batch.pk).update(decisions={"heading_row": 2, "masks_texts": True})


def other_column(batch):
    ImportBatch.objects.filter(pk=batch.pk).update(decisions={"columns": {"0": "p:responded_on"}})


def other_file(batch):
    ImportBatch.objects.filter(pk=batch.pk).update(sha256="0" * 64)


@pytest.mark.parametrize(
    "change", [other_choice, other_need, other_version, other_heading, other_column, other_file]
)
def test_what_changes_nothing_of_the_rows_is_still_another_plan(survey_round, region, officer, change):
    batch = checked(survey_round, *TITLED, a_row(region), by=officer)
    change(batch)
    with pytest.raises(ResultChanged):
        commit_batch(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)
    assert Response.objects.count() == 0


def test_two_regions_save_one_after_the_other_what_both_have_seen(survey_round, region, officer):
    other = survey_round.regions.get(code="CILACAP")
    first = checked(survey_round, HEADINGS, a_row(region), by=officer)
    second_officer = an_officer(of=other)
    second = checked(survey_round, HEADINGS, a_row(other), by=second_officer)
    commit_batch(batch=first, by=officer)
    commit_batch(batch=second, by=second_officer)
    assert Response.objects.count() == 2


def test_the_language_of_who_saves_is_no_other_plan(survey_round, region):
    staff = a_staff_member()
    batch = checked(survey_round, HEADINGS, a_row(region), by=staff)
    with translation.override("en"):
        commit_batch(batch=batch, by=staff)
    assert Response.objects.count() == 1


@pytest.mark.parametrize("reader", ["id", "en"])
def test_headings_of_either_language_are_known_to_readers_of_either(survey_round, region, reader):
    staff = a_staff_member()
    english = ["Interview date", "Region", *HEADINGS[2:]]
    with translation.override(reader):
        for heading in (HEADINGS, english):
            batch = checked(survey_round, heading, a_row(region), by=staff)
            assert (batch.state, batch.report["counts"]["new"]) == ("checked", 1)
