"""Codes that a questionnaire declares to mean no answer: read with their reason, apart from a blank cell."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from surveys.importing import kinds
from surveys.importing.actions.imports import check_batch, commit_batch
from surveys.importing.columns import Column
from surveys.importing.kinds import Missing, understood
from surveys.importing.problems import Unfit
from surveys.importing.templates import template_sheets
from surveys.importing.terms import terms_of
from surveys.models import QuestionnaireVersion, Response
from surveys.questionnaires.fields import MissingCodesField
from tests.surveys.importing.batches import checked
from tests.surveys.importing.tables import SARAN, WAKTU, options
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db
CODES = (("-1", "na"), ("98", "dk"), ("99", "refused"))
COUNTED = Column("KALI", "Berapa kali", kinds.WHOLE, is_question=True)
SEVERAL = Column("ADUAN", "Aduan", kinds.SEVERAL, options=options("Biaya", "Waktu"), is_question=True)


def read(column, value, kind="s", codes=CODES):
    column = replace(column, missing=codes)
    return understood(column, {(kind, value): 1}).read(kind, value)


@pytest.mark.parametrize("column", [WAKTU, COUNTED, SEVERAL, SARAN], ids=lambda column: column.key)
@pytest.mark.parametrize(
    ("value", "kind", "reason"),
    [
        (99, "n", Missing.REFUSED),
        ("98", "s", Missing.DONT_KNOW),
        (" '98 ", "s", Missing.DONT_KNOW),
        ("99,0", "s", Missing.REFUSED),
        ("-1", "s", Missing.NOT_APPLICABLE),
    ],
)
def test_a_declared_code_is_a_reason_in_every_kind_of_question(column, value, kind, reason):
    assert read(column, value, kind) is reason


@pytest.mark.parametrize("value", ["97", "998", "99 hari", "9.9"])
def test_a_code_that_is_not_declared_is_refused_as_before(value):
    with pytest.raises(Unfit):
        read(WAKTU, value)


def test_a_code_that_is_an_answer_of_the_question_is_that_answer():
    longer = replace(WAKTU, options=(*WAKTU.options, replace(WAKTU.options[0], code="99", label="Lain")))
    assert read(longer, "99") == "99"
    assert read(WAKTU, "4", codes=(("4", "dk"),)) == "4"


def test_without_declared_codes_a_number_stays_one():
    assert read(COUNTED, 99, "n", codes=()) == 99
    with pytest.raises(Unfit):
        read(WAKTU, 99, "n", codes=())


def test_a_declared_code_does_not_speak_for_a_longer_scale():
    column = replace(WAKTU, missing=(("5", "dk"),))
    cells = {("n", 5): 40, ("n", 3): 60}
    assert understood(column, cells).read("n", 3) == "3"
    with pytest.raises(Unfit) as unfit:
        understood(WAKTU, cells).read("n", 3)
    assert unfit.value.code == "other_scale"


@pytest.fixture
def survey_round(region):
    survey_round = an_skm_round(regions=[region])
    QuestionnaireVersion.objects.update(missing_codes={"98": "dk", "99": "refused"})
    survey_round.version.refresh_from_db()
    return survey_round


def test_reasons_are_stored_apart_from_blank_cells_and_other_codes_are_asked(survey_round, region, officer):
    rows = [a_row(region, 98, 3), a_row(region, 99, 2), a_row(region, None, 1), a_row(region, 97)]
    batch = checked(survey_round, HEADINGS, *rows, by=officer)
    assert (batch.report["counts"]["new"], batch.report["counts"]["refused"]) == (3, 1)
    assert [each["cell"] for each in batch.report["asked"]] == ["97"]
    commit_batch(batch=batch, by=officer)
    stored = Response.objects.order_by("row_number")
    assert [each.missing for each in stored] == [{ELEMENTS[0]: "dk"}, {ELEMENTS[0]: "refused"}, {}]
    assert [ELEMENTS[0] in each.answers for each in stored] == [False] * 3
    assert_tallies_are_right(survey_round)


def test_what_was_declared_meanwhile_is_seen_before_anything_is_saved(survey_round, region, officer):
    batch = checked(survey_round, HEADINGS, a_row(region, 98), a_row(region), by=officer)
    before = batch.report["fingerprint"]
    QuestionnaireVersion.objects.update(missing_codes={"99": "refused"})
    batch.state = "uploaded"
    batch.save()
    again = check_batch(batch=batch, by=officer)
    assert (again.report["fingerprint"] == before, again.report["counts"]["refused"]) == (False, 1)


def test_a_code_that_no_cell_holds_is_part_of_what_was_seen(survey_round, region, officer):
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    before = batch.report["fingerprint"]
    QuestionnaireVersion.objects.update(missing_codes={"98": "dk"})
    batch.state = "uploaded"
    batch.save()
    assert check_batch(batch=batch, by=officer).report["fingerprint"] != before


def test_the_guide_of_the_template_names_the_codes_at_each_question(survey_round, officer):
    guide = template_sheets(terms_of(survey_round, by=officer))[1].rows
    told = [
        "Kode bila tidak ada jawaban: 98 = tidak tahu, 99 = tidak mau menjawab." in row[1] for row in guide
    ]
    assert sum(told) == len(ELEMENTS)


def test_the_page_of_the_questionnaire_names_them(client, survey_round, officer):
    client.force_login(officer)
    version = survey_round.version
    shown = client.get(f"/kuesioner/{version.questionnaire.code}/{version.number}/")
    assert "Kode bila tidak ada jawaban: 98 = tidak tahu, 99 = tidak mau menjawab." in shown.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("99 = tidak mau menjawab\n98=Tidak  tahu\n\n-1 = na", {"99": "refused", "98": "dk", "-1": "na"}),
        ("", {}),
        ("99 = tidak tahu\n99 = tidak tahu", {"99": "dk"}),
    ],
)
def test_codes_are_written_one_a_line(typed, kept):
    field = MissingCodesField(required=False)
    assert field.clean(typed) == kept
    assert field.clean(field.prepare_value(kept)) == kept
    assert field.has_changed(kept, typed) is False


@pytest.mark.parametrize(
    "typed",
    ["99", "99 = sakit", "= tidak tahu", "9 9 = tidak tahu", "x" * 11 + " = na", "9 = na\n9 = dk"]
    + ["\n".join(f"{code} = na" for code in range(40))],
)
def test_what_is_no_code_with_its_reason_is_told(typed):
    field = MissingCodesField(required=False)
    with pytest.raises(ValidationError):
        field.clean(typed)
    assert field.has_changed({}, typed)
