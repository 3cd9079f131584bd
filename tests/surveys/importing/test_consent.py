"""A column of consent rules its row: of who declined, nothing but their number is read, shown or kept."""

import json

import pytest

from surveys.importing import kinds
from surveys.importing.actions.imports import check_batch, commit_batch
from surveys.importing.columns import CONSENT, PROFILE
from surveys.importing.headings import Dictionary
from surveys.importing.kinds.base import understood
from surveys.importing.problems import Unfit
from surveys.importing.templates import template_sheets
from surveys.importing.terms import terms_of
from surveys.models import ImportBatch, Question, Response
from tests.surveys.importing.batches import checked
from tests.surveys.importing.tables import WAKTU, column
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
SECRET = "Rahasia"
WITH = [*HEADINGS, "Bersedia", "Usia"]


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


def a_line(region, said, *scores, age=30):
    return [*a_row(region, *scores), said, age]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Ya", "given"),
        ("SETUJU", "given"),
        ("ya, bersedia", "given"),
        ("Tdk", "declined"),
        ("tidak bersedia", "declined"),
        ("menolak", "declined"),
        ("-", None),
        ("tidak tahu", None),
    ],
)
def test_what_is_said_of_consent(cell, meant):
    assert understood(CONSENT, {("s", cell): 1}).read("s", cell) == meant


@pytest.mark.parametrize(("kind", "value"), [("n", 1), ("s", "1"), ("s", "mungkin"), ("s", "[kosongkan]")])
def test_what_is_not_plain_is_asked(kind, value):
    with pytest.raises(Unfit) as unfit:
        understood(CONSENT, {(kind, value): 1}).read(kind, value)
    assert unfit.value.code == "consent_unclear"


def test_a_cell_that_is_true_or_false():
    read = understood(CONSENT, {("b", True): 1}).read
    assert (read("b", True), read("b", False)) == ("given", "declined")


def test_of_who_declined_nothing_is_read_shown_or_kept(client, survey_round, region, officer):
    rows = [
        a_line(region, "tidak", SECRET, age=SECRET),
        a_line(region, "ya", 4),
        a_line(region, "Tidak bersedia", 1, age=SECRET),
        [*["x"] * 11, "tidak", SECRET],
    ]
    batch = checked(survey_round, WITH, *rows, by=officer)
    counts = batch.report["counts"]
    assert (counts["new"], counts["left_out"], counts["refused"], counts["read"]) == (1, 3, 0, 4)
    (group,) = batch.report["groups"]
    assert (group[0], group[4]) == ("declined", 3)
    assert SECRET not in json.dumps(batch.report)
    client.force_login(officer)
    for address in ("", "kolom/", "masalah.csv"):
        assert SECRET not in client.get(f"/impor/{batch.pk}/{address}").content.decode()
    commit_batch(batch=batch, by=officer)
    stored = Response.objects.get()
    assert (stored.answers["PERSYARATAN"], stored.consent, stored.row_number) == ("4", "given", 3)


def test_a_column_is_not_understood_from_who_declined(survey_round, region, officer):
    theirs = ["05/13/2019", *a_line(region, "tidak")[1:]]
    batch = checked(survey_round, WITH, theirs, a_line(region, "ya"), by=officer)
    assert (batch.report["counts"]["new"], batch.report["counts"]["left_out"]) == (1, 1)
    assert "05/13" not in json.dumps(batch.report)


def test_samples_of_other_rows_are_still_shown(client, survey_round, region, officer):
    batch = checked(survey_round, WITH, a_line(region, "tidak", 1), a_line(region, "ya", 4), by=officer)
    client.force_login(officer)
    page = client.get(f"/impor/{batch.pk}/kolom/").context["page"]
    by_heading = {each.heading: each.samples for each in page.columns}
    assert (by_heading["PERSYARATAN"], by_heading["Bersedia"]) == (["4"], ["ya"])
    assert [shown for _number, shown in page.heading_rows][1:2] == [2]


def test_an_officer_may_say_what_a_word_means(survey_round, region, officer):
    batch = checked(survey_round, WITH, a_line(region, "oke", 4), a_line(region, "nggak", 1), by=officer)
    assert batch.report["counts"]["refused"] == 2
    decided = {"values": {"p:consent": {"oke": "ya", "nggak": "tidak"}}}
    ImportBatch.objects.filter(pk=batch.pk).update(decisions=decided, state="uploaded")
    batch = check_batch(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)
    counts = batch.report["counts"]
    assert (counts["new"], counts["left_out"], counts["refused"]) == (1, 1, 0)


@pytest.mark.parametrize("said", ["", "-"])
def test_where_the_column_stands_a_blank_is_no_consent(survey_round, region, officer, said):
    batch = checked(survey_round, WITH, a_line(region, said), a_line(region, "ya"), by=officer)
    assert (batch.report["counts"]["refused"], batch.report["counts"]["new"]) == (1, 1)
    (problem,) = batch.report["problems"]
    assert (problem[0], problem[1], problem[4]) == (2, "L", "consent_blank")


def test_without_the_column_nothing_is_known_of_consent(survey_round, region, officer):
    commit_batch(batch=checked(survey_round, HEADINGS, a_row(region), by=officer), by=officer)
    assert Response.objects.get().consent == ""


@pytest.mark.parametrize(
    "of_question", [{"label": "Persetujuan"}, {"label": "Setuju?", "synonyms": ["bersedia"]}]
)
def test_a_question_of_that_name_stays_a_question(survey_round, region, officer, of_question):
    Question.objects.create(
        version=survey_round.version,
        code="SEPAKAT",
        kind="text",
        order=99,
        text="Apa pendapat Anda?",
        **of_question,
    )
    heading = of_question["label"] if len(of_question) == 1 else "Bersedia"
    batch = checked(survey_round, [*HEADINGS, heading], [*a_row(region), "tidak"], by=officer)
    commit_batch(batch=batch, by=officer)
    stored = Response.objects.get()
    assert (stored.answers["SEPAKAT"], stored.consent) == ("tidak", "")


def test_headings_of_the_extra_columns_are_theirs_where_nobody_else_claims_them():
    extra = [each for each in PROFILE if each.is_extra]
    assert [each.key for each in extra] == ["interview_mode", "consent"]
    known = Dictionary((*extra, WAKTU))
    for heading, key in [
        ("Persetujuan", "consent"),
        ("Informed Consent", "consent"),
        ("setuju diwawancara", "consent"),
        ("Cara wawancara", "interview_mode"),
        ("Mode", "interview_mode"),
    ]:
        assert known.look_up(heading)[1].key == key


def test_the_template_asks_for_neither(survey_round, officer):
    sheets = template_sheets(terms_of(survey_round, by=officer))
    assert not {"Persetujuan", "Cara wawancara"} & {*sheets[0].rows[0]}


def test_the_mode_of_the_interview_is_kept_where_the_file_tells_it(survey_round, region, officer):
    rows = [
        [*a_row(region, score), said] for score, said in ((1, "via telepon"), (2, "Google Form"), (3, ""))
    ]
    batch = checked(survey_round, [*HEADINGS, "Cara Wawancara"], *rows, by=officer)
    commit_batch(batch=batch, by=officer)
    stored = Response.objects.order_by("row_number").values_list("interview_mode", flat=True)
    assert list(stored) == ["phone", "online", ""]


def test_a_mode_nobody_knows_is_named(survey_round, region, officer):
    batch = checked(survey_round, [*HEADINGS, "Mode"], [*a_row(region), "merpati"], by=officer)
    assert [problem[4] for problem in batch.report["problems"]] == ["unknown_option"]


def test_the_kind_is_that_of_the_columns():
    assert column("consent").kind is kinds.CONSENT
