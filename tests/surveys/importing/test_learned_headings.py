"""What officers said of the columns of their files holds for later files with the same headings."""

import pytest
from django.urls import reverse

from surveys.importing.actions.imports import ResultChanged
from surveys.importing.actions.jobs import restart_check, start_commit
from surveys.importing.actions.learning import correct_entry, withdraw_entry
from surveys.importing.decisions import Decided
from surveys.importing.rules import decisions_as_shown
from surveys.models import LearnedEntry, Response
from tests.support.records import a_region, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
PLACE = 4  # of an element, in the file
COLUMN = f"q:{ELEMENTS[2]}"


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


def headings(**others):
    """The headings, some of them otherwise: {letter: heading}."""
    places = {"ABCDEFGHIJKLMNOP".index(letter): heading for letter, heading in others.items()}
    return [places.get(place, heading) for place, heading in enumerate(HEADINGS)]


def a_batch(survey_round, region, heads, *, by, day="2019-05-06"):
    return checked(survey_round, heads, [*a_row(region, day=day), "L"][: len(heads)], by=by)


def said(batch, columns, *, by):
    decided = Decided(columns=tuple(columns.items()))
    return restart_check(batch=batch, decided=decided, shown=decisions_as_shown(batch), by=by)


def taught(survey_round, region, *, by, heading="Cepat tidaknya", columns=None):
    batch = a_batch(survey_round, region, headings(E=heading), by=by)
    start_commit(batch=said(batch, columns or {PLACE: COLUMN}, by=by), by=by)
    return LearnedEntry.objects.first()


def test_a_column_chosen_by_an_officer_is_known_by_its_heading_once_it_is_saved(
    client, survey_round, region, officer
):
    batch = a_batch(survey_round, region, headings(E="Cepat tidaknya"), by=officer)
    assert batch.report["refusal"]["code"] == "missing_column"
    batch = said(batch, {PLACE: COLUMN}, by=officer)
    assert not LearnedEntry.objects.exists()
    start_commit(batch=batch, by=officer)
    entry = LearnedEntry.objects.get()
    assert (entry.region, entry.column, entry.spelling, entry.meaning) == (
        region,
        "",
        "cepat tidaknya",
        COLUMN,
    )

    batch = a_batch(survey_round, region, headings(E="CEPAT  tidaknya"), by=officer, day="2019-05-07")
    assert (batch.decisions, batch.report["counts"]["new"]) == ({}, 1)
    told = [each for each in batch.report["notices"] if "dipelajari dari survei.csv" in each]
    assert [each.startswith("Kolom E (CEPAT tidaknya) dibaca sebagai") for each in told] == [True]

    client.force_login(officer)
    columns = client.get(reverse("import_columns", args=[batch.pk]))
    assert f"Dipelajari dari survei.csv, oleh {officer}" in columns.text
    form = columns.context["form"]
    content = {field.html_name: column.name for column, field in form.rows} | {"heading_row": "1"}
    client.post(reverse("import_columns", args=[batch.pk]), content | {"shown": form["shown"].value()})
    batch.refresh_from_db()
    assert batch.decisions == {}  # it comes by itself

    start_commit(batch=batch, by=officer)
    assert Response.objects.count() == 2


def test_a_heading_that_is_a_label_is_never_learned_to_be_another(survey_round, region, officer):
    other = {2: f"q:{ELEMENTS[1]}", 3: f"q:{ELEMENTS[0]}"}
    batch = a_batch(survey_round, region, HEADINGS, by=officer)
    start_commit(batch=said(batch, other, by=officer), by=officer)
    assert not LearnedEntry.objects.exists()


def test_an_entry_never_holds_against_a_code_or_a_label_but_before_other_names(survey_round, region, officer):
    entry = taught(survey_round, region, by=officer)
    LearnedEntry.objects.filter(pk=entry.pk).update(spelling="persyaratan")
    batch = a_batch(survey_round, region, HEADINGS, by=officer)
    assert [each for each in batch.tables[0]["columns"] if each[1] == "PERSYARATAN"][0][2] == "Persyaratan"
    LearnedEntry.objects.filter(pk=entry.pk).update(spelling="jk", meaning="p:age_band")
    batch = a_batch(survey_round, region, [*HEADINGS, "JK"], by=officer)
    assert batch.tables[0]["columns"][-1][1:] == ["JK", "Kelompok usia"]


@pytest.mark.parametrize("heading", ["5371012345670001", "12.5", "x" * 61])
def test_a_number_or_a_sentence_is_no_heading_to_learn(survey_round, region, officer, heading):
    assert taught(survey_round, region, by=officer, heading=heading) is None


def test_a_heading_over_two_columns_is_not_learned(survey_round, region, officer):
    batch = a_batch(survey_round, region, headings(E="Nilai", F="Nilai"), by=officer)
    start_commit(batch=said(batch, {4: COLUMN, 5: f"q:{ELEMENTS[3]}"}, by=officer), by=officer)
    assert not LearnedEntry.objects.exists()


def test_another_region_learns_nothing_of_it(survey_round, region, officer):
    other = a_region(name="Cilacap", code="CILACAP")
    survey_round.regions.add(other)
    taught(survey_round, region, by=officer)
    batch = a_batch(survey_round, other, headings(E="Cepat tidaknya"), by=an_officer(of=other))
    assert batch.report["refusal"]["code"] == "missing_column"


def test_a_heading_withdrawn_or_changed_since_the_check_stops_the_saving(survey_round, region, officer):
    entry = taught(survey_round, region, by=officer)
    batch = a_batch(survey_round, region, headings(E="Cepat tidaknya"), by=officer, day="2019-05-07")
    LearnedEntry.objects.filter(pk=entry.pk).update(revision=5)
    with pytest.raises(ResultChanged):
        start_commit(batch=batch, by=officer)
    entry.refresh_from_db()
    batch = restart_check(batch=batch, by=officer)
    withdraw_entry(entry=entry, reason="Salah.", by=officer)
    with pytest.raises(ResultChanged):
        start_commit(batch=batch, by=officer)
    assert Response.objects.count() == 1


def test_a_heading_is_put_right_to_another_column(client, survey_round, region, officer):
    entry = taught(survey_round, region, by=officer)
    client.force_login(officer)
    assert "Judul kolom" in client.get(reverse("learned_list")).text
    correct_entry(entry=entry, meaning="p:destination", by=officer)
    batch = a_batch(survey_round, region, [*HEADINGS, "Cepat tidaknya"], by=officer, day="2019-05-08")
    assert batch.tables[0]["columns"][-1][2] == "Negara tujuan"


def test_a_changed_sheet_of_the_same_sender_is_told_with_the_difference(survey_round, region, officer):
    taught(survey_round, region, by=officer)
    same = a_batch(survey_round, region, headings(E="Cepat tidaknya"), by=officer)
    assert not [each for each in same.report["notices"] if "berbeda dari" in each]
    changed = a_batch(survey_round, region, headings(E="Kecepatan kerja"), by=officer)
    assert "refusal" in changed.report
    assert [each for each in changed.report["notices"] if "berbeda dari" in each] == [
        "Judul kolom berkas ini berbeda dari survei.csv, berkas Anda sebelumnya yang mirip. "
        "Baru: Kecepatan kerja. Tidak ada lagi: Cepat tidaknya."
    ]
    theirs = a_batch(survey_round, region, headings(E="Kecepatan kerja"), by=an_officer(of=region))
    assert not [each for each in theirs.report["notices"] if "berbeda dari" in each]
    foreign = checked(survey_round, ["Tanggal", "Lain", "Nama"], ["a", "b", "c"], by=officer)
    assert not [each for each in foreign.report["notices"] if "berbeda dari" in each]
