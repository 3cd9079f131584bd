"""The page on which an officer mends cells of the file."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from pmi_portal.audit.models import Event
from surveys.importing.actions.jobs import start_commit
from surveys.importing.problem_texts import TEXTS
from surveys.models import ImportBatch, Question, Response
from tests.support.records import a_region, a_staff_member, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round, csv_bytes

pytestmark = pytest.mark.django_db
State = ImportBatch.State
FIRST = HEADINGS.index(ELEMENTS[0])  # the place of the column of the first question


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


def signed_in(client, user):
    client.force_login(user)
    return client


def page_of(batch):
    return reverse("import_fix", args=[batch.pk])


def shown(client, batch, **asked):
    return client.get(page_of(batch), asked).context["form"]


def content_of(form):
    """What a browser sends of the page as it is."""
    return {
        each.html_name: each.value() or "" for each in form if not each.html_name.startswith(("same", "back"))
    }


def mended(client, batch, changes, **asked):
    """The answer to the page with these fields filled in otherwise."""
    address = client.get(page_of(batch), asked).request
    content = content_of(shown(client, batch, **asked)) | changes
    return client.post(f"{address['PATH_INFO']}?{address['QUERY_STRING']}", content)


def new_rows(batch):
    batch.refresh_from_db()
    return batch.report["counts"]["new"]


@pytest.fixture
def batch(survey_round, region, officer):
    rows = [a_row(region, "Kilat"), a_row(region, 2), a_row(region, "Kilat"), a_row(region, "Lambat")]
    return checked(survey_round, HEADINGS, *rows, by=officer)


def test_a_cell_mended_here_makes_the_row_good_and_is_stored(client, batch, officer):
    client = signed_in(client, officer)
    assert f"{page_of(batch)}?masalah=" in client.get(batch.get_absolute_url()).text
    assert mended(client, batch, {f"cell-2-{FIRST}": "4"}).status_code == 302
    assert new_rows(batch) == 2
    assert batch.decisions == {"fixes": {"2": {str(FIRST): "4"}}}
    start_commit(batch=batch, by=officer)
    first = Response.objects.get(row_number=2)
    assert first.answers[ELEMENTS[0]] == "4"
    told = client.get(batch.get_absolute_url()).text
    assert "1 sel berkas ini diperbaiki di portal" in told
    sources = [client.get(each.get_absolute_url()).text for each in Response.objects.order_by("row_number")]
    assert ["1 sel baris ini diperbaiki di portal" in text for text in sources] == [True, False]


def test_the_page_shows_what_the_file_says_beside_what_was_read(client, batch, officer):
    form = shown(signed_in(client, officer), batch)
    row, cells = form.lines[0]
    by_place = {cell.place: (cell, text) for cell, text, _same, _back, _theirs in cells}
    assert [each.number for each, _cells in form.lines] == [2, 4, 5]
    assert sorted(by_place) == [0, FIRST]  # the day, and the only column with a fault
    cell, text = by_place[FIRST]
    assert (cell.raw, text.value(), cell.read) == ("Kilat", "Kilat", "")
    assert "“Kilat” tidak ada dalam pilihan" in cell.messages[0][0]
    day, no_field = by_place[0]
    assert (day.raw, day.is_read_otherwise, no_field) == ("2019-05-06", True, None)
    assert row.notes == []


def test_one_word_for_all_rows_that_say_the_same(client, batch, officer):
    client = signed_in(client, officer)
    fields = {f"cell-2-{FIRST}": "3", f"same-2-{FIRST}": "on"}
    mended(client, batch, fields)
    assert new_rows(batch) == 3
    assert batch.decisions["fixes"] == {"2": {str(FIRST): "3"}, "4": {str(FIRST): "3"}}
    back = {f"back-4-{FIRST}": "on", f"same-4-{FIRST}": "on"}
    mended(client, batch, back, diperbaiki="1")
    assert (new_rows(batch), batch.decisions) == (1, {})


def test_what_is_typed_into_a_cell_goes_before_what_is_said_of_all(client, batch, officer):
    fields = {f"cell-2-{FIRST}": "1", f"cell-4-{FIRST}": "3", f"same-4-{FIRST}": "on"}
    mended(signed_in(client, officer), batch, fields)
    batch.refresh_from_db()
    assert batch.decisions["fixes"] == {"2": {str(FIRST): "1"}, "4": {str(FIRST): "3"}}


def test_a_fix_is_shown_and_taken_back(client, batch, officer):
    client = signed_in(client, officer)
    mended(client, batch, {f"cell-5-{FIRST}": "1"})
    form = shown(client, batch, diperbaiki="1")
    cell, text, _same, back, _theirs = form.lines[0][1][-1]
    assert (len(form.lines), cell.raw, text.value(), bool(back)) == (1, "Lambat", "1", True)
    mended(client, batch, {f"back-5-{FIRST}": "on"}, diperbaiki="1")
    assert (new_rows(batch), batch.decisions) == (1, {})


def test_the_word_of_the_file_typed_again_is_no_fix(client, batch, officer):
    client = signed_in(client, officer)
    mended(client, batch, {f"cell-5-{FIRST}": "1"})
    mended(client, batch, {f"cell-5-{FIRST}": " Lambat "}, diperbaiki="1")
    batch.refresh_from_db()
    assert batch.decisions == {}


def test_a_cell_may_be_emptied(client, survey_round, region, officer):
    heading = [*HEADINGS, "Negara tujuan"]
    batch = checked(survey_round, heading, [*a_row(region), "Entahlah"], by=officer)
    mended(signed_in(client, officer), batch, {f"cell-2-{len(HEADINGS)}": ""})
    assert new_rows(batch) == 1


def test_only_the_rows_of_one_kind_of_problem_are_shown_when_asked(client, survey_round, region, officer):
    rows = [a_row(region, "Kilat"), a_row(region, day="kapan"), a_row(region, 9)]
    batch = checked(survey_round, HEADINGS, *rows, by=officer)
    client = signed_in(client, officer)
    asked = {"masalah": "not_a_date", "kolom": "A"}
    assert [row.number for row, _cells in shown(client, batch, **asked).lines] == [3]
    assert [row.number for row, _cells in shown(client, batch, kolom="C").lines] == [2, 4]
    assert [row.number for row, _cells in shown(client, batch, masalah="x").lines] == []


def test_many_rows_come_in_pages(client, survey_round, region, officer):
    batch = checked(survey_round, HEADINGS, *[a_row(region, "Kilat")] * 26, by=officer)
    client = signed_in(client, officer)
    first, second, odd = (shown(client, batch, hal=page) for page in ("1", "2", "x"))
    assert [len(form.lines) for form in (first, second, odd)] == [25, 1, 25]
    assert "pakai juga di 25 baris lain" in str(second.lines[0][1][-1][2].label)
    answer = mended(client, batch, {f"cell-27-{FIRST}": "3"}, hal="2")
    assert (new_rows(batch), answer.url) == (1, f"{page_of(batch)}?hal=2")
    assert mended(client, batch, {f"cell-2-{FIRST}": "3"}).url == batch.get_absolute_url()  # no more pages


def test_who_has_other_pages_is_told_that_they_save_first(client, survey_round, region, officer):
    client = signed_in(client, officer)
    few, many = ([a_row(region, "Kilat")] * rows for rows in (25, 26))
    told = [
        client.get(page_of(checked(survey_round, HEADINGS, *rows, by=officer, name=f"{len(rows)}.csv"))).text
        for rows in (few, many)
    ]
    sentence = "Simpan sebelum pindah halaman atau lembar: isian yang belum disimpan hilang."
    assert [sentence in text for text in told] == [False, True]


def test_nothing_changed_is_no_second_check(client, batch, officer):
    assert mended(signed_in(client, officer), batch, {}).status_code == 302
    assert Event.objects.filter(action="import.checked").count() == 1


def test_the_same_fixes_sent_twice_are_one_decision(client, batch, officer):
    client = signed_in(client, officer)
    content = content_of(shown(client, batch)) | {f"cell-2-{FIRST}": "4"}
    assert [client.post(page_of(batch), content).status_code for _time in range(2)] == [302, 302]
    assert Event.objects.filter(action="import.decided").count() == 1


def test_a_decision_reads_no_file_and_a_check_from_the_beginning_does(client, batch, region, officer):
    storage = batch.file.storage
    storage.delete(batch.file.name)
    storage.save(batch.file.name, ContentFile(csv_bytes(HEADINGS, a_row(region))))
    mended(signed_in(client, officer), batch, {f"cell-2-{FIRST}": "4"})
    batch.refresh_from_db()
    assert batch.report["counts"]["read"] == 4
    client.post(reverse("import_recheck", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.report["counts"]["read"] == 1


def test_the_audit_tells_who_decided_how_much(client, batch, officer):
    mended(signed_in(client, officer), batch, {f"cell-2-{FIRST}": "4"})
    event = Event.objects.get(action="import.decided")
    assert (event.actor, event.detail) == (officer, {"columns": 0, "values": 0, "fixes": 1})


def test_of_two_people_the_second_sees_what_happened_and_keeps_what_was_typed(client, batch, officer):
    client = signed_in(client, officer)
    content = content_of(shown(client, batch)) | {f"cell-2-{FIRST}": "4", f"cell-5-{FIRST}": "1"}
    mended(client, batch, {f"cell-2-{FIRST}": "3"})
    answer = client.post(page_of(batch), content)
    assert (answer.status_code, "sudah diubah sejak halaman dibuka" in answer.text) == (409, True)
    form = answer.context["form"]
    assert (form[f"cell-5-{FIRST}"].value(), [row.number for row, _cells in form.lines]) == ("1", [2, 4, 5])
    batch.refresh_from_db()
    assert batch.decisions["fixes"] == {"2": {str(FIRST): "3"}}
    assert client.post(page_of(batch), content_of(form)).status_code == 302  # who has seen it may go on
    batch.refresh_from_db()
    assert batch.decisions["fixes"] == {"2": {str(FIRST): "4"}, "5": {str(FIRST): "1"}}


def test_of_two_people_nobody_undoes_what_the_other_did_by_a_cell_they_left_alone(client, batch, officer):
    client = signed_in(client, officer)
    content = content_of(shown(client, batch)) | {f"cell-4-{FIRST}": "2", f"cell-5-{FIRST}": "1"}
    mended(client, batch, {f"cell-2-{FIRST}": "3", f"cell-4-{FIRST}": "4"})
    answer = client.post(page_of(batch), content)
    assert (answer.status_code, "sudah diubah sejak halaman dibuka" in answer.text) == (409, True)
    form = answer.context["form"]
    assert [form[f"cell-{row}-{FIRST}"].value() for row in (2, 4, 5)] == ["3", "2", "1"]
    told = [theirs for _row, cells in form.lines for *_fields, theirs in cells if theirs]
    assert told == ["4"]
    assert "rang lain baru saja mengisi “4”" in answer.text
    client.post(page_of(batch), content_of(form))
    batch.refresh_from_db()
    assert batch.decisions["fixes"] == {
        row: {str(FIRST): text} for row, text in zip("245", "321", strict=True)
    }


@pytest.mark.parametrize("was", ["", "[1]", '{"2-2": 7}'])
def test_a_page_without_what_was_shown_is_taken_at_its_word(client, batch, officer, was):
    """As a browser sends it that has the page open from before."""
    client = signed_in(client, officer)
    sent = content_of(shown(client, batch)) | {f"cell-2-{FIRST}": "4"}
    assert client.post(page_of(batch), sent | {"was": was}).status_code == 302
    batch.refresh_from_db()
    assert batch.decisions["fixes"] == {"2": {str(FIRST): "4"}}


@pytest.mark.parametrize("rows", ["", "3", "99", "1", "x,-2,²", "2,2", "9" * 500])
def test_a_fix_sent_by_hand_for_what_is_not_there_goes_for_nothing(client, batch, officer, rows):
    client = signed_in(client, officer)
    content = {"shown": shown(client, batch)["shown"].value(), "rows": rows}
    names = {f"cell-{row}-{place}" for row in (1, 3, 99) for place in (0, FIRST, 400)}
    names |= {"cell-2-400", "cell-x-y", "cell-2-0"}
    answer = client.post(page_of(batch), content | dict.fromkeys(names, "5"))
    assert answer.status_code == 302
    batch.refresh_from_db()
    assert batch.decisions == {}


def test_a_number_given_twice_is_mended_in_its_column(client, survey_round, region, officer):
    heading, rows = ["No responden", *HEADINGS], [["7", *a_row(region)], ["7", *a_row(region, 1)]]
    batch = checked(survey_round, heading, *rows, by=officer)
    client = signed_in(client, officer)
    form = shown(client, batch)
    cell, text, same, _back, _theirs = form.lines[0][1][0]
    assert (cell.place, text.value(), same) == (0, "7", None)
    assert "sudah dipakai di baris 2" in cell.messages[0][0]
    mended(client, batch, {"cell-3-0": "8"})
    assert new_rows(batch) == 2


def test_a_row_without_answers_has_all_its_questions_to_fill_in(client, survey_round, region, officer):
    rows = [[*a_row(region), "30"], [*a_row(region)[:2], *[""] * len(ELEMENTS), "27"]]
    batch = checked(survey_round, [*HEADINGS, "Usia"], *rows, by=officer)
    client = signed_in(client, officer)
    names = {name for name in shown(client, batch).fields if name.startswith("cell")}
    assert {f"cell-3-{place}" for place in range(FIRST, FIRST + len(ELEMENTS))} <= names
    mended(client, batch, {f"cell-3-{FIRST}": "3"})
    assert new_rows(batch) == 2


def test_a_csv_row_with_too_many_fields_is_told_and_has_no_field(client, survey_round, region, officer):
    rows = [a_row(region)] * 5
    batch = checked(survey_round, HEADINGS, *rows, [*a_row(region), "1"], by=officer)
    page = signed_in(client, officer).get(page_of(batch))
    assert "tidak dapat diperbaiki di sini" in page.text
    assert [name for name in page.context["form"].fields if name.startswith("cell")] == []


def test_of_a_row_for_another_region_nothing_is_shown(client, region, officer):
    there = a_region(name="Cilacap", code="CILACAP")
    survey_round = an_skm_round(regions=[region, there])
    rows = [a_row(region, "Kilat"), a_row(there, "Rahasia")]
    batch = checked(survey_round, HEADINGS, *rows, by=officer)
    client = signed_in(client, officer)
    assert "Rahasia" not in client.get(page_of(batch)).text
    content = {"shown": shown(client, batch)["shown"].value(), "rows": "2,3", "cell-3-1": region.name}
    client.post(page_of(batch), content)
    batch.refresh_from_db()
    assert batch.decisions == {}


def test_who_did_not_upload_the_file_and_is_no_staff_sees_no_cell(client, survey_round, region, officer):
    batch = checked(survey_round, HEADINGS, a_row(region, "Lambat"), by=officer, region=region)
    page = signed_in(client, an_officer(of=region)).get(page_of(batch))
    assert (page.status_code, "Lambat" in page.text) == (403, False)
    assert "Isi berkas hanya ditampilkan kepada pengunggahnya dan staf KPKP." in page.text
    assert signed_in(client, an_officer(of=a_region())).get(page_of(batch)).status_code == 404
    assert signed_in(client, a_staff_member()).get(page_of(batch)).status_code == 200


def test_what_is_saved_or_refused_as_a_whole_is_not_mended_here(client, survey_round, region, batch, officer):
    client = signed_in(client, officer)
    refused = checked(survey_round, ["x", "y"], ["1", "2"], by=officer)
    assert client.get(page_of(refused)).status_code == 409
    start_commit(batch=batch, by=officer)
    assert client.get(page_of(batch)).status_code == 409
    assert page_of(batch) not in client.get(batch.get_absolute_url()).text
    assert client.post(reverse("import_recheck", args=[batch.pk])).status_code == 409


def test_a_round_closed_meanwhile_keeps_the_fixes(client, survey_round, batch, officer):
    mended(signed_in(client, officer), batch, {f"cell-2-{FIRST}": "4"})
    batch.refresh_from_db()
    type(survey_round).objects.filter(pk=survey_round.pk).update(state="closed")
    batch.round.refresh_from_db()
    mended(client, batch, {f"cell-5-{FIRST}": "1"})
    batch.refresh_from_db()
    assert len(batch.decisions["fixes"]) == 2


def test_a_page_of_rows_that_answer_none_of_many_questions_can_be_sent(client, survey_round, region, officer):
    """25 rows with 60 questions: more fields than Django takes unless told."""
    about = {"kind": "text", "version": survey_round.version}
    more = [Question(code=f"T{n}", label=f"T{n}", text=f"T{n}", order=100 + n, **about) for n in range(60)]
    Question.objects.bulk_create(more)
    headings = ["No responden", *HEADINGS, *(question.code for question in more)]
    rows = [[n, "2019-05-06", region.name] for n in range(25)]
    batch = checked(survey_round, headings, *rows, by=officer)
    client = signed_in(client, officer)
    content = content_of(shown(client, batch))
    assert len(content) > 25 * 60
    assert client.post(page_of(batch), content | {f"cell-2-{FIRST + 1}": "4"}).status_code == 302
    assert new_rows(batch) == 1


@pytest.mark.parametrize("code", ["error_cell", "formula_cell", "percent_cell", "turned_into_date"])
def test_what_is_wrong_with_a_cell_is_mended_by_typing_here_or_in_the_file(code):
    told = str(TEXTS[code].message)
    assert ("etik" in told, "berkas" in told) == (True, True)
