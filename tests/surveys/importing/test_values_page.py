"""The page on which an officer says, once for each, what cells mean that are not certain."""

import pytest
from django.urls import reverse

from surveys.importing import asking
from surveys.importing.actions.jobs import restart_check, start_commit
from surveys.importing.decisions import Decided
from surveys.models import Choice, ImportBatch, Response
from tests.support.records import a_region, a_staff_member, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
State = ImportBatch.State
SEX, COUNTRY, WAKTU = "Jenis kelamin", "Negara tujuan", "q:WAKTU"
SAID = {SEX: {"laki2x": "L"}}


def signed_in(client, user):
    client.force_login(user)
    return client


def page_of(batch):
    return reverse("import_values", args=[batch.pk])


def a_batch(region, officer, *saids, heading=SEX, survey_round=None):
    """A checked file in whose last column each row says one of these."""
    rows = [[*a_row(region), said] for said in saids]
    survey_round = survey_round or an_skm_round(regions=[region])
    return checked(survey_round, [*HEADINGS, heading], *rows, by=officer)


def form_of(client, batch):
    return client.get(page_of(batch)).context["form"]


def filled(form, **answers):
    """What is posted when the cells, by what they show, are answered so, and all else is left as it is."""
    content = {"shown": form["shown"].value()}
    for asked, field, tick in [*form.asked_rows, *form.learned_rows, *form.said_rows]:
        given = answers.get(asked.cell, field.value() or "")
        if given != []:
            content[field.html_name] = given
        if tick is not None and answers.get(f"{asked.cell} tick", tick.value()):
            content[tick.html_name] = "on"
    return content


def answered(client, batch, **answers):
    return client.post(page_of(batch), filled(form_of(client, batch), **answers))


def fresh(batch):
    return ImportBatch.objects.get(pk=batch.pk)


def test_each_cell_that_is_not_certain_is_asked_once_commonest_first(client, region, officer):
    batch = a_batch(region, officer, "lakii-lakii", "???", "laki-lakii", "L", "laki-lakii ", "")
    shown = signed_in(client, officer).get(page_of(batch))
    asked = [(each.cell, each.rows, each.cells) for each, _field, _tick in shown.context["form"].asked_rows]
    assert asked == [
        ("laki-lakii", 2, ["L4", "L6"]),
        ("lakii-lakii", 1, ["L2"]),
        ("???", 1, ["L3"]),
    ]
    assert "Jawaban tidak dikenal" in shown.text
    assert "Isi yang diragukan" in shown.text
    assert "3 isi sel belum pasti artinya" in client.get(batch.get_absolute_url()).text


def test_an_answer_holds_for_all_rows_and_the_file_is_checked_again(client, region, officer):
    batch = a_batch(region, officer, "laki2x", "Laki2x", "L")
    assert batch.report["counts"]["refused"] == 2
    answer = answered(signed_in(client, officer), batch, laki2x="L")
    assert (answer.status_code, answer["Location"]) == (302, batch.get_absolute_url())
    batch = fresh(batch)
    assert (batch.state, batch.report["counts"]["new"]) == (State.CHECKED, 3)
    assert batch.decisions["values"] == {"p:sex": {"laki2x": "L"}}
    page = client.get(batch.get_absolute_url()).text
    assert "Isi sel yang dibaca menurut jawaban petugas: 1, di 2 sel." in page
    assert "belum pasti artinya" not in page
    start_commit(batch=batch, by=officer)
    assert list(Response.objects.values_list("sex", flat=True)) == ["L", "L", "L"]


def test_a_value_is_never_taken_on_a_guess(client, region, officer):
    batch = a_batch(region, officer, "perempuann")
    form = form_of(signed_in(client, officer), batch)
    ((asked, field, _tick),) = form.asked_rows
    assert (asked.suggestion, field.value()) == ("perempuan", None)
    assert [name for name, _options in field.field.choices if name == "Mungkin maksudnya"] != []
    client.post(page_of(batch), filled(form))
    assert (fresh(batch).decisions, fresh(batch).report["counts"]["refused"]) == ({}, 1)


def test_a_cell_is_taken_as_blank_and_an_answer_is_taken_back(client, region, officer):
    batch = a_batch(region, officer, "xxx")
    answered(signed_in(client, officer), batch, xxx="-")
    assert fresh(batch).decisions["values"] == {"p:sex": {"xxx": ""}}
    assert fresh(batch).report["counts"]["new"] == 1
    form = form_of(client, batch)
    assert [field.value() for _asked, field, _tick in form.said_rows] == ["-"]
    assert "Ubah jawaban tentang isi sel" in client.get(batch.get_absolute_url()).text
    answered(client, batch, xxx="")
    assert fresh(batch).decisions == {}
    assert fresh(batch).report["counts"]["refused"] == 1


def test_a_number_of_a_doubtful_scale_is_what_the_officer_says(client, region, officer):
    scores = [[5], [5], [5], [4], [2]]
    rows = [a_row(region, *each, day=f"2019-05-{day:02}") for day, each in enumerate(scores, 1)]
    batch = checked(an_skm_round(regions=[region]), HEADINGS, *rows, by=officer)
    form = form_of(signed_in(client, officer), batch)
    assert [(each.cell, each.rows) for each, _field, _tick in form.asked_rows] == [
        ("5", 3),
        ("4", 1),
        ("2", 1),
    ]
    assert not any(tick for _asked, _field, tick in form.asked_rows)  # a number is nothing to remember
    client.post(page_of(batch), filled(form, **{"5": "-", "4": "3"}))
    start_commit(batch=fresh(batch), by=officer)
    answers = Response.objects.order_by("pk").values_list("answers", flat=True)
    assert [each.get("PERSYARATAN") for each in answers] == [None, None, None, "3", "2"]


@pytest.mark.parametrize(
    ("typed", "kept"), [("7 Mei 2019", "2019-05-07"), ("7/5/2019", "2019-05-07"), ("-", "")]
)
def test_a_date_is_typed(client, region, officer, typed, kept):
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region, day="tujuh mei lalu"), by=officer)
    assert answered(signed_in(client, officer), batch, **{"tujuh mei lalu": typed}).status_code == 302
    assert fresh(batch).decisions["values"] == {"p:responded_on": {"tujuh mei lalu": kept}}
    (row,) = form_of(client, batch).said_rows
    assert row[1].value() == ("7 Mei 2019" if kept else "-")
    assert answered(client, batch).status_code == 302
    assert fresh(batch).decisions["values"] == {"p:responded_on": {"tujuh mei lalu": kept}}


def test_a_country_is_typed_by_its_name(client, region, officer):
    batch = a_batch(region, officer, "negeri jiran", heading=COUNTRY)
    client = signed_in(client, officer)
    refused = answered(client, batch, **{"negeri jiran": "Atlantis"})
    assert refused.status_code == 422
    told = "“Atlantis” bukan nama negara yang dikenal. Tulis tanda - bila negaranya belum diketahui."
    assert list(refused.context["form"].errors.values()) == [[told]]
    answered(client, batch, **{"negeri jiran": "Malaysia"})
    assert fresh(batch).decisions["values"] == {"p:destination": {"negeri jiran": "MY"}}
    assert [field.value() for _asked, field, _tick in form_of(client, batch).said_rows] == ["Malaysia"]


def test_a_filled_file_asks_nothing(client, region, officer):
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    client = signed_in(client, officer)
    assert page_of(batch) not in client.get(batch.get_absolute_url()).text
    assert "Tidak ada isi sel yang perlu ditanyakan" in client.get(page_of(batch)).text


def test_only_so_many_are_asked_at_once_and_the_page_tells_of_the_others(
    client, region, officer, monkeypatch
):
    monkeypatch.setattr(asking, "ASKED", 2)
    batch = a_batch(region, officer, "kata xy", "kata xxy", "kata xxxy", "kata xxxy", "kata xxy", "kata xy2")
    form = form_of(signed_in(client, officer), batch)
    assert [value.asked.cell for value in form.asked] == ["kata xxy", "kata xxxy"]  # the commonest
    assert "Dan 2 isi lain yang lebih jarang" in client.get(page_of(batch)).text


def test_what_is_sent_twice_is_one_answer(client, region, officer):
    batch = a_batch(region, officer, "laki2x")
    client = signed_in(client, officer)
    content = filled(form_of(client, batch), laki2x="L")
    assert [client.post(page_of(batch), content).status_code for _time in range(2)] == [302, 302]
    assert fresh(batch).decisions["values"] == {"p:sex": {"laki2x": "L"}}


def test_who_was_overtaken_sees_it_and_both_answers_stay(client, region, officer):
    batch = a_batch(region, officer, "laki2x", "cewekk")
    client = signed_in(client, officer)
    content = filled(form_of(client, batch), cewekk="P")
    answered(client, batch, laki2x="L")
    overtaken = client.post(page_of(batch), content)
    assert overtaken.status_code == 409
    assert "sudah diubah sejak halaman dibuka" in overtaken.text
    assert fresh(batch).decisions["values"] == {"p:sex": {"laki2x": "L"}}
    client.post(page_of(batch), filled(overtaken.context["form"]))
    assert fresh(batch).decisions["values"] == {"p:sex": {"cewekk": "P", "laki2x": "L"}}


def test_an_option_or_a_cell_that_is_not_there_is_not_answered(client, region, officer):
    batch = a_batch(region, officer, "laki2x")
    client = signed_in(client, officer)
    assert answered(client, batch, laki2x="X").status_code == 422
    content = {"shown": form_of(client, batch)["shown"].value(), "say-0123456789abcdef": "L"}
    assert client.post(page_of(batch), content).status_code == 409
    assert fresh(batch).decisions == {}


def test_another_regions_officer_finds_no_such_page(client, region, officer):
    batch = a_batch(region, officer, "laki2x")
    stranger = signed_in(client, an_officer(of=a_region(name="Cilacap", code="CILACAP")))
    assert stranger.get(page_of(batch)).status_code == 404
    assert stranger.post(page_of(batch), {}).status_code == 404


def test_another_officer_of_the_region_sees_and_answers_no_cell(client, region, officer):
    survey_round = an_skm_round(regions=[region])
    rows = [*a_row(region), "laki2x"]
    batch = checked(survey_round, [*HEADINGS, SEX], rows, by=officer, region=region)
    theirs = signed_in(client, an_officer(of=region))
    assert theirs.get(page_of(batch)).status_code == 403
    assert page_of(batch) not in theirs.get(batch.get_absolute_url()).text
    assert signed_in(client, a_staff_member()).get(page_of(batch)).status_code == 200


def test_rows_of_another_region_are_asked_of_nobody_who_does_not_work_there(client, region, officer):
    other = a_region(name="Cilacap", code="CILACAP")
    survey_round = an_skm_round(regions=[region, other])
    rows = [[*a_row(region), "laki2x"], [*a_row(other), "rahasia"]]
    batch = checked(survey_round, [*HEADINGS, SEX], *rows, by=officer)
    assert [each["cell"] for each in batch.report["asked"]] == ["laki2x"]


def test_long_numbers_are_masked(client, region, officer):
    batch = a_batch(region, officer, "5371012345670001")
    page = signed_in(client, officer).get(page_of(batch)).text
    assert "••••••••••••••01" in page
    assert "5371012345670001" not in page


def test_what_is_stored_has_no_values_to_answer(client, region, officer):
    batch = a_batch(region, officer, "L")
    start_commit(batch=batch, by=officer)
    assert signed_in(client, officer).get(page_of(batch)).status_code == 409


def test_an_answer_goes_for_nothing_once_its_option_is_gone(client, region, officer):
    survey_round = an_skm_round(regions=[region])
    row = a_row(region, "ada deh")
    batch = checked(survey_round, HEADINGS, row, by=officer)
    answered(signed_in(client, officer), batch, **{"ada deh": "4"})
    assert fresh(batch).report["counts"]["new"] == 1
    Choice.objects.filter(question__code="PERSYARATAN", code="4").delete()
    batch = restart_check(batch=fresh(batch), by=officer)
    assert batch.report["counts"]["refused"] == 1
    (row,) = form_of(client, batch).asked_rows
    assert (row[0].cell, row[1].value()) == ("ada deh", None)


def test_a_said_number_speaks_for_no_scale(client, region, officer):
    """Zeros speak for a scale from 0; that another cell means the lowest answer does not contradict them."""
    scores = [[0], [0], [0], [2], ["paling jelek"]]
    rows = [a_row(region, *each, day=f"2019-05-{day:02}") for day, each in enumerate(scores, 1)]
    batch = checked(an_skm_round(regions=[region]), HEADINGS, *rows, by=officer)
    decided = Decided.from_json({}).with_values({("q:PERSYARATAN", "paling jelek"): "1"})
    batch = restart_check(batch=batch, decided=decided, shown=None or shown_of(batch), by=officer)
    assert [(each["cell"], each["why"]) for each in batch.report["asked"]] == [
        ("0", "Nilai di luar pilihan"),
        ("2", "Skala lain"),
    ]


def shown_of(batch):
    from surveys.importing.rules import decisions_as_shown

    return decisions_as_shown(batch)
