"""The page on which an officer says what each column of the file is."""

import pytest
from django.urls import reverse

from pmi_portal.audit.models import Event
from surveys.importing.actions.jobs import start_commit
from surveys.importing.masking import masked
from surveys.models import ImportBatch, Response
from tests.support.records import a_region, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
State = ImportBatch.State


def signed_in(client, user):
    client.force_login(user)
    return client


def page_of(batch):
    return reverse("import_columns", args=[batch.pk])


def answered(client, batch, **chosen):
    """What is posted when these columns of the page, by their letters, are chosen otherwise."""
    form = client.get(page_of(batch)).context["form"]
    content = {"shown": form["shown"].value(), "heading_row": form["heading_row"].value() or ""}
    content |= {field.html_name: chosen.get(column.letter, column.name) for column, field in form.rows}
    return client.post(page_of(batch), content)


def test_two_columns_for_one_are_put_right_on_the_page_and_the_rows_are_read(client, region, officer):
    rows = [[*a_row(region), "7 Mei 2019"], [*a_row(region), "8 Mei 2019"]]
    batch = checked(an_skm_round(regions=[region]), [*HEADINGS, HEADINGS[0]], *rows, by=officer)
    assert batch.report["refusal"]["code"] == "two_columns"
    client = signed_in(client, officer)
    assert page_of(batch) in client.get(batch.get_absolute_url()).text
    first = client.get(page_of(batch)).context["form"].rows[0][0]
    assert answered(client, batch, **{first.letter: ""}).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, batch.report["counts"]["new"]) == (State.CHECKED, 2)
    assert batch.decisions == {"columns": {"0": ""}}
    start_commit(batch=batch, by=officer)
    days = Response.objects.order_by("pk").values_list("responded_on", flat=True)
    assert [str(day) for day in days] == ["2019-05-07", "2019-05-08"]


def test_a_column_understood_wrongly_is_left_out_and_no_row_is_lost_for_it(client, region, officer):
    rows = [[*a_row(region), status] for status in ("Menikah", "Lajang")]
    batch = checked(an_skm_round(regions=[region]), [*HEADINGS, "Status"], *rows, by=officer)
    assert batch.report["counts"]["refused"] == 2
    last = len(HEADINGS)
    assert "ubah pencocokannya" in signed_in(client, officer).get(batch.get_absolute_url()).text
    answered(signed_in(client, officer), batch, **{letter_of(last): ""})
    batch.refresh_from_db()
    assert batch.report["counts"]["new"] == 2
    assert any("atas pilihan petugas tidak dibaca" in told for told in batch.report["notices"])


def letter_of(place):
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]


def test_a_column_with_an_unknown_heading_or_none_is_named(client, region, officer):
    headings = ["Xyz" if each == HEADINGS[2] else each for each in HEADINGS]
    batch = checked(an_skm_round(regions=[region]), headings, a_row(region), by=officer)
    assert batch.report["refusal"]["code"] == "missing_column"
    answered(signed_in(client, officer), batch, **{letter_of(2): f"q:{ELEMENTS[0]}"})
    batch.refresh_from_db()
    assert batch.report["counts"]["new"] == 1


def test_another_heading_row_is_shown_first_and_kept_when_it_is_saved(client, region, officer):
    other = ["No", *HEADINGS[:1], *["Kolom lain"] * (len(HEADINGS) - 2)]
    batch = checked(an_skm_round(regions=[region]), HEADINGS, other, a_row(region), by=officer)
    client = signed_in(client, officer)
    shown = client.get(page_of(batch), {"judul": "2"})
    assert [column.heading for column, _field in shown.context["form"].rows][:2] == other[:2]
    content = {field.html_name: "" for _column, field in shown.context["form"].rows}
    assert batch.decisions == {}
    content |= {"heading_row": "2", "shown": shown.context["form"]["shown"].value()}
    client.post(page_of(batch), content)
    batch.refresh_from_db()
    assert batch.decisions["heading_row"] == 2
    assert batch.tables[0]["heading_row"] == 2


def test_the_page_says_why_a_column_is_read_as_it_is(client, region, officer):
    headings, row = [*HEADINGS, "Tanggal survei", "Catatan"], [*a_row(region), "x", "y"]
    batch = checked(an_skm_round(regions=[region]), headings, row, by=officer)
    rows = signed_in(client, officer).get(page_of(batch)).context["form"].rows
    told = [column.why for column, _field in rows]
    assert told[:2] == ["Judulnya nama kolom itu"] * 2
    assert told[-2:] == ["Ada kolom lain yang lebih sesuai", "Judulnya tidak dikenal"]


def test_the_heading_row_that_is_used_anyway_takes_nothing_back(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), [*HEADINGS, "Status"], [*a_row(region), "x"], by=officer)
    ImportBatch.objects.filter(pk=batch.pk).update(
        decisions={"columns": {str(len(HEADINGS)): ""}, "without_hidden": True}
    )
    client = signed_in(client, officer)
    same = client.get(page_of(batch), {"judul": "1"}).context["form"]
    assert (same.rows[-1][0].name, same["without_hidden"].value()) == ("", True)
    other = client.get(page_of(batch), {"judul": "2"}).context["form"]
    assert other["without_hidden"].value() is True


def test_what_comes_by_itself_is_no_decision(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    assert answered(signed_in(client, officer), batch).status_code == 302
    batch.refresh_from_db()
    assert (batch.decisions, batch.state) == ({}, State.CHECKED)


def test_the_same_choice_sent_twice_is_one_decision(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), [*HEADINGS, "Status"], [*a_row(region), "x"], by=officer)
    client = signed_in(client, officer)
    form = client.get(page_of(batch)).context["form"]
    content = {field.html_name: column.name for column, field in form.rows}
    content |= {"shown": form["shown"].value(), "heading_row": "1", f"column-{len(HEADINGS)}": ""}
    assert [client.post(page_of(batch), content).status_code for _time in range(2)] == [302, 302]
    assert Event.objects.filter(action="import.checked").count() == 2  # the first check, and one more


def test_one_column_of_the_round_is_chosen_once(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    answer = answered(signed_in(client, officer), batch, **{letter_of(3): f"q:{ELEMENTS[0]}"})
    assert answer.status_code == 422
    assert "Kolom C sudah dibaca sebagai itu" in answer.text
    batch.refresh_from_db()
    assert batch.decisions == {}


def test_who_was_overtaken_sees_it_and_loses_nothing_chosen(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), [*HEADINGS, "Status"], [*a_row(region), "x"], by=officer)
    client = signed_in(client, officer)
    form = client.get(page_of(batch)).context["form"]
    content = {field.html_name: column.name for column, field in form.rows}
    content |= {"shown": form["shown"].value(), "heading_row": "1"}
    answered(client, batch, **{letter_of(len(HEADINGS)): ""})
    content[f"column-{len(HEADINGS)}"] = "p:destination"
    answer = client.post(page_of(batch), content)
    assert answer.status_code == 409
    assert "sudah diubah sejak halaman dibuka" in answer.text
    assert answer.context["form"][f"column-{len(HEADINGS)}"].value() == "p:destination"
    batch.refresh_from_db()
    assert batch.decisions == {"columns": {str(len(HEADINGS)): ""}}


def test_a_foreign_column_or_batch_is_not_decided_about(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    answer = answered(signed_in(client, officer), batch, **{letter_of(0): "p:password"})
    assert answer.status_code == 422
    stranger = an_officer(of=a_region(name="Cilacap", code="CILACAP"))
    assert signed_in(client, stranger).get(page_of(batch)).status_code == 404
    assert client.post(page_of(batch), {}).status_code == 404


def test_another_officer_of_the_region_sees_no_cell_of_the_file(client, region, officer):
    survey_round = an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region, day="7 Mei 2019"), by=officer, region=region)
    assert "7 Mei 2019" in signed_in(client, officer).get(page_of(batch)).text
    theirs = signed_in(client, an_officer(of=region)).get(page_of(batch))
    assert theirs.status_code == 200
    assert "7 Mei 2019" not in theirs.text


def test_what_is_stored_or_given_up_has_no_columns_to_match(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    start_commit(batch=batch, by=officer)
    assert signed_in(client, officer).get(page_of(batch)).status_code == 409


@pytest.mark.parametrize("asked", ["99999999999999999999", "-1", "x", "0", "500", "²"])
def test_an_odd_heading_row_in_the_address_changes_nothing(client, region, officer, asked):
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    shown = signed_in(client, officer).get(page_of(batch), {"judul": asked})
    assert (shown.status_code, shown.context["page"].heading_row) == (200, 1)


def test_another_sheet_has_columns_of_its_own(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    ImportBatch.objects.filter(pk=batch.pk).update(
        decisions={"columns": {"0": ""}}, report={"sheets": ["A", "B"]}
    )
    signed_in(client, officer).post(reverse("import_recheck", args=[batch.pk]), {"sheet": "B"})
    batch.refresh_from_db()
    assert (batch.sheets, batch.decisions) == (["B"], {})


@pytest.mark.parametrize(
    ("text", "is_name", "expected"),
    [
        ("5371012345670001", False, "••••••••••••••01"),
        ("hp 0812-3456-7890", False, "hp ••••••••••••90"),
        ("2019-05-06", False, "2019-05-06"),
        ("Siti Aminah", True, "S••• A•••••"),
        ("1.234", False, "1.234"),
    ],
)
def test_what_looks_personal_is_made_unreadable(text, is_name, expected):
    assert masked(text, is_name=is_name) == expected


def with_number(client, batch, number_from, **chosen):
    """What is posted when the column of the respondent's number is chosen, by its place, and some others."""
    form = client.get(page_of(batch)).context["form"]
    content = {"shown": form["shown"].value(), "heading_row": "1", "number_from": number_from}
    content |= {field.html_name: chosen.get(column.letter, column.name) for column, field in form.rows}
    answer = client.post(page_of(batch), content)
    batch.refresh_from_db()
    return answer


def test_a_column_taken_for_the_number_is_none_and_rows_are_known_by_what_they_say(client, region, officer):
    rows = [["081234567890", *a_row(region, n)] for n in (1, 2)]
    batch = checked(an_skm_round(regions=[region]), ["No responden", *HEADINGS], *rows, by=officer)
    assert batch.report["counts"]["refused"] == 2
    client = signed_in(client, officer)
    shown = client.get(page_of(batch))
    assert shown.context["form"]["number_from"].value() == "0"
    assert "responden dikenali dari isi barisnya" in shown.text
    with_number(client, batch, "")
    assert (batch.decisions, batch.report["counts"]["new"]) == ({"columns": {"0": ""}}, 2)
    assert any(
        told.startswith("Berkas tidak punya kolom nomor responden") for told in batch.report["notices"]
    )
    assert client.get(page_of(batch)).context["form"]["number_from"].value() == ""
    with_number(client, batch, "0")
    assert (batch.decisions, batch.report["counts"]["refused"]) == ({}, 2)


def test_a_running_number_is_said_to_be_that_of_the_respondent(client, region, officer):
    survey_round = an_skm_round(regions=[region])
    batch = checked(survey_round, ["No", *HEADINGS], ["7", *a_row(region)], by=officer)
    with_number(signed_in(client, officer), batch, "0")
    start_commit(batch=batch, by=officer)
    assert Response.objects.get().number == "7"


def test_two_words_on_the_number_that_contradict_are_told(client, region, officer):
    rows = ["No responden", "Kode", *HEADINGS], ["1", "K1", *a_row(region)]
    batch = checked(an_skm_round(regions=[region]), *rows, by=officer)
    client = signed_in(client, officer)
    answer = with_number(client, batch, "2", B="p:respondent")
    assert (answer.status_code, "sudah dibaca sebagai itu" in answer.text) == (422, True)
    with_number(client, batch, "0", A="", B="p:respondent")  # the choice that was left as it was says nothing
    assert batch.decisions == {"columns": {"0": "", "1": "p:respondent"}}
    assert with_number(client, batch, "99").status_code == 422


def test_a_row_tried_as_the_heading_tells_a_colleague_nothing_of_it(client, region, officer):
    survey_round = an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region, day="7 Mei 2019"), by=officer, region=region)
    asked = {"judul": "2", "gabung": "1"}
    assert "7 Mei 2019" in signed_in(client, officer).get(page_of(batch), asked).text
    theirs = signed_in(client, an_officer(of=region)).get(page_of(batch), asked)
    assert (theirs.context["page"].heading_row, "7 Mei 2019" in theirs.text) == (1, False)


def test_a_row_of_who_declined_is_not_tried_as_the_heading(client, region, officer):
    rows = [["Alasan saya", region.name, *[3] * 9, "tidak"], [*a_row(region), "ya"]]
    batch = checked(an_skm_round(regions=[region]), [*HEADINGS, "Persetujuan"], *rows, by=officer)
    shown = signed_in(client, officer).get(page_of(batch), {"judul": "2"})
    assert (shown.context["page"].heading_row, "Alasan saya" in shown.text) == (1, False)
