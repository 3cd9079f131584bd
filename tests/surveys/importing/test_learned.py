"""What officers said of cells is remembered once their file is saved, and helps the next of the region."""

import pytest
from django.urls import reverse

from pmi_portal.audit.models import Event
from surveys.importing.actions.imports import ResultChanged, commit_batch
from surveys.importing.actions.jobs import restart_check, start_commit
from surveys.importing.actions.learning import correct_entry, withdraw_entry
from surveys.importing.actions.undoing import undo_batch
from surveys.importing.decisions import Decided
from surveys.importing.learned import is_word
from surveys.importing.learned_words import Words
from surveys.importing.places import option_code
from surveys.importing.rules import decisions_as_shown
from surveys.importing.undoing import undoing_of
from surveys.models import ImportBatch, LearnedEntry, Question, Response
from tests.support.records import (
    a_board_member,
    a_district,
    a_region,
    a_staff_member,
    an_observer,
    an_officer,
)
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
SEX = "p:sex"


@pytest.fixture
def cilacap():
    return a_region(name="Cilacap", code="CILACAP")


@pytest.fixture
def survey_round(region, cilacap):
    return an_skm_round(regions=[region, cilacap])


def a_batch(survey_round, *rows, by, day=1, heading="Jenis kelamin"):
    """A checked file of rows (region, what its last column says)."""
    lines = [[*a_row(region, day=f"2019-{day:02}-{n:02}"), said] for n, (region, said) in enumerate(rows, 1)]
    return checked(survey_round, [*HEADINGS, heading], *lines, by=by)


def said(batch, values, *, by, learns=None):
    """The batch checked again after its officer answered {(column, spelling): text}."""
    decided = Decided.from_json(batch.decisions).with_values(values, values if learns is None else learns)
    return restart_check(batch=batch, decided=decided, shown=decisions_as_shown(batch), by=by)


def taught(survey_round, region, spelling, meaning, *, by, column=SEX):
    """An entry learned from a file of its own."""
    batch = a_batch(survey_round, (region, spelling), by=by, day=11)
    batch = said(batch, {(column, spelling): meaning}, by=by)
    start_commit(batch=batch, by=by)
    return LearnedEntry.objects.get(spelling=spelling)


def counts(batch):
    return batch.report["counts"]["new"], batch.report["counts"]["refused"]


def test_an_answer_is_learned_once_its_file_is_saved_and_no_sooner(survey_round, region, officer):
    batch = a_batch(survey_round, (region, "laki2x"), by=officer)
    batch = said(batch, {(SEX, "laki2x"): "L"}, by=officer)
    assert not LearnedEntry.objects.exists()

    start_commit(batch=batch, by=officer)

    entry = LearnedEntry.objects.get()
    about = entry.version, entry.region, entry.column, entry.spelling, entry.meaning
    assert about == (survey_round.version, region, SEX, "laki2x", "L")
    assert (entry.learned_from, entry.said_by) == (batch, officer)
    assert Event.objects.filter(action="import.learned", subject_id=str(entry.pk)).count() == 1


def test_what_was_learned_reads_the_next_file_and_the_page_tells_it(client, survey_round, region, officer):
    taught(survey_round, region, "laki2x", "L", by=officer)

    batch = a_batch(survey_round, (region, "Laki2x"), (region, "zzz"), by=officer)

    assert counts(batch) == (1, 1)
    client.force_login(officer)
    page = client.get(batch.get_absolute_url()).text
    assert "“Laki2x” dibaca sebagai laki-laki di 1 baris, dipelajari dari survei.csv, oleh" in page
    start_commit(batch=batch, by=officer)
    assert Response.objects.latest("pk").sex == "L"


def test_an_answer_that_is_not_to_be_remembered_is_not(survey_round, region, officer):
    batch = a_batch(survey_round, (region, "laki2x"), (region, "cewekk"), by=officer)
    values = {(SEX, "laki2x"): "L", (SEX, "cewekk"): "P"}
    start_commit(batch=said(batch, values, learns=[(SEX, "cewekk")], by=officer), by=officer)
    assert [each.spelling for each in LearnedEntry.objects.all()] == ["cewekk"]


def test_a_blank_is_not_learned(survey_round, region, officer):
    batch = a_batch(survey_round, (region, "entahlah ya"), by=officer)
    start_commit(batch=said(batch, {(SEX, "entahlah ya"): ""}, by=officer), by=officer)
    assert not LearnedEntry.objects.exists()


@pytest.mark.parametrize("cell", ["laki?", "9", "L atau P"])
def test_what_is_uncertain_for_another_reason_is_not_learned(survey_round, region, officer, cell):
    batch = a_batch(survey_round, (region, cell), by=officer)
    spelling = batch.report["asked"][0]["spelling"]
    learnable = batch.report["asked"][0]["is_teachable"]
    start_commit(batch=said(batch, {(SEX, spelling): "L"}, by=officer), by=officer)
    assert LearnedEntry.objects.exists() == learnable == (cell == "L atau P")


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("laki2x", True),
        ("20an", True),
        ("12345", False),
        ("5371012345670001", False),
        ("a 0812-3456-7890", False),
        ("7 mei 2019", False),
        ("7 mei", True),
        ("???", False),
        ("x" * 60, True),
        ("x" * 61, False),
    ],
)
def test_a_word_is_no_number(spelling, expected):
    assert is_word(spelling) is expected


def test_nothing_understood_is_overridden(survey_round, region, officer):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    LearnedEntry.objects.filter(pk=entry.pk).update(spelling="perempuan")
    batch = a_batch(survey_round, (region, "perempuan"), by=officer)
    assert batch.report["learned"] == []
    start_commit(batch=batch, by=officer)
    assert Response.objects.latest("pk").sex == "P"


def test_a_doubted_cell_is_not_read_as_an_entry_says(survey_round, region, officer):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    LearnedEntry.objects.filter(pk=entry.pk).update(spelling="pria?")
    assert counts(a_batch(survey_round, (region, "pria?"), by=officer)) == (0, 1)


def test_the_officers_word_on_this_file_goes_before(survey_round, region, officer):
    taught(survey_round, region, "laki2x", "L", by=officer)
    batch = a_batch(survey_round, (region, "laki2x"), by=officer)
    batch = said(batch, {(SEX, "laki2x"): "P"}, by=officer)
    assert batch.report["learned"] == []
    start_commit(batch=batch, by=officer)
    assert Response.objects.latest("pk").sex == "P"
    entry = LearnedEntry.objects.get()
    assert (entry.meaning, entry.revision, entry.learned_from) == ("P", 2, batch)


def test_an_entry_of_another_region_is_neither_applied_nor_seen(
    client, survey_round, region, cilacap, officer
):
    taught(survey_round, region, "laki2x", "L", by=officer)
    other = an_officer(of=cilacap)
    assert counts(a_batch(survey_round, (cilacap, "laki2x"), by=other)) == (0, 1)
    client.force_login(other)
    assert "laki2x" not in client.get(reverse("learned_list")).text
    entry = LearnedEntry.objects.get()
    assert client.get(reverse("learned_step", args=[entry.pk, "tarik"])).status_code == 404


def test_who_works_in_two_regions_has_the_entries_of_both_unless_they_contradict(
    survey_round, region, cilacap, officer
):
    taught(survey_round, region, "laki2x", "L", by=officer)
    taught(survey_round, region, "cewekk", "P", by=officer)
    both = an_officer(of=cilacap)
    both.postings.create(role="regional_officer", region=region)
    assert counts(a_batch(survey_round, (region, "laki2x"), (region, "cewekk"), by=both)) == (2, 0)
    about = {"version": survey_round.version, "learned_from": ImportBatch.objects.first()}
    LearnedEntry.objects.create(
        region=cilacap, column=SEX, spelling="cewekk", meaning="L", said_by=both, **about
    )
    assert counts(a_batch(survey_round, (region, "laki2x"), (region, "cewekk"), by=both)) == (1, 1)


def test_each_region_whose_rows_say_it_learns_it(survey_round, region, cilacap):
    both = an_officer(of=region)
    both.postings.create(role="regional_officer", region=cilacap)
    rows = [(region, "laki2x"), (cilacap, "laki2x"), (cilacap, "cewekk")]
    values = {(SEX, "laki2x"): "L", (SEX, "cewekk"): "P"}
    start_commit(batch=said(a_batch(survey_round, *rows, by=both), values, by=both), by=both)
    learned = LearnedEntry.objects.values_list("spelling", "region__code")
    assert sorted(learned) == [("cewekk", "CILACAP"), ("laki2x", "CILACAP"), ("laki2x", "KUPANG")]


def test_a_national_file_of_several_regions_teaches_all_and_a_region_goes_before(
    client, survey_round, region, cilacap, officer
):
    staff = a_staff_member()
    batch = a_batch(survey_round, (region, "laki2x"), (cilacap, "L"), by=staff)
    start_commit(batch=said(batch, {(SEX, "laki2x"): "L"}, by=staff), by=staff)
    assert LearnedEntry.objects.get().region is None
    batch = a_batch(survey_round, (region, "laki2x"), by=officer, day=2)
    assert counts(batch) == (1, 0)
    assert any("dipelajari dari unggahan nasional" in told for told in batch.report["notices"])
    batch = said(batch, {(SEX, "laki2x"): "P"}, by=officer)
    start_commit(batch=batch, by=officer)
    assert sorted(LearnedEntry.objects.values_list("region__code", "meaning"), key=str) == [
        ("KUPANG", "P"),
        (None, "L"),
    ]
    theirs = a_batch(survey_round, (region, "laki2x"), by=officer, day=3)
    assert [each["text"] for each in theirs.report["learned"]] == ["P"]
    client.force_login(officer)
    assert client.get(reverse("learned_list")).text.count("laki2x") == 2


def test_a_national_file_of_one_region_teaches_that_region(survey_round, region):
    staff = a_staff_member()
    batch = a_batch(survey_round, (region, "laki2x"), by=staff)
    start_commit(batch=said(batch, {(SEX, "laki2x"): "L"}, by=staff), by=staff)
    assert LearnedEntry.objects.get().region == region


def test_an_entry_withdrawn_or_changed_since_the_check_stops_the_saving(survey_round, region, officer):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    batch = a_batch(survey_round, (region, "laki2x"), by=officer)
    correct_entry(entry=entry, meaning="P", by=officer)
    with pytest.raises(ResultChanged):
        start_commit(batch=batch, by=officer)
    batch = restart_check(batch=batch, by=officer)
    withdraw_entry(entry=LearnedEntry.objects.get(), reason="Salah.", by=officer)
    with pytest.raises(ResultChanged):
        start_commit(batch=batch, by=officer)
    assert Response.objects.count() == 1
    assert counts(restart_check(batch=batch, by=officer)) == (0, 1)


def test_an_entry_withdrawn_while_its_file_is_being_saved_stops_the_saving(survey_round, region, officer):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    batch = a_batch(survey_round, (region, "laki2x"), by=officer)

    def somebody_withdraws(done, total):
        if LearnedEntry.objects.standing().exists():
            withdraw_entry(entry=entry, reason="Salah.", by=officer)

    with pytest.raises(ResultChanged):
        commit_batch(batch=batch, progress=somebody_withdraws, by=officer)
    assert not LearnedEntry.objects.standing().exists()
    assert Response.objects.count() == 1


def test_staff_have_the_entries_of_the_region_they_chose_and_of_no_other(
    survey_round, region, cilacap, officer
):
    taught(survey_round, region, "laki2x", "L", by=officer)
    rows = [[*a_row(region)[2:], "2019-05-06", "laki2x"]]
    heads = [*HEADINGS[2:], HEADINGS[0], "Jenis kelamin"]
    for chosen, expected in ((region, (1, 0)), (cilacap, (0, 1))):
        batch = checked(survey_round, heads, *rows, by=a_staff_member(), region=chosen)
        assert counts(batch) == expected
    assert counts(a_batch(survey_round, (region, "laki2x"), by=a_staff_member(), day=3)) == (0, 1)


def test_an_entry_that_means_the_same_but_is_another_is_another_result(survey_round, region, officer):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    batch = a_batch(survey_round, (region, "laki2x"), by=officer)
    LearnedEntry.objects.filter(pk=entry.pk).update(revision=7)
    with pytest.raises(ResultChanged):
        start_commit(batch=batch, by=officer)


def test_what_is_learned_of_other_words_meanwhile_stops_nobody(survey_round, region, officer):
    batch = a_batch(survey_round, (region, "L"), by=officer)
    taught(survey_round, region, "laki2x", "L", by=officer)
    assert start_commit(batch=batch, by=officer).state == ImportBatch.State.COMMITTED


def test_a_withdrawn_entry_stays_and_may_be_learned_anew(survey_round, region, officer):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    withdraw_entry(entry=entry, reason="Salah.", by=officer)
    batch = a_batch(survey_round, (region, "laki2x"), by=officer)
    assert counts(batch) == (0, 1)
    start_commit(batch=said(batch, {(SEX, "laki2x"): "P"}, by=officer), by=officer)
    kept = LearnedEntry.objects.order_by("pk").values_list("meaning", "withdrawn_because")
    assert list(kept) == [("L", "Salah."), ("P", "")]


def test_the_list_is_narrowed_and_tells_what_each_means(client, survey_round, region, officer):
    taught(survey_round, region, "laki2x", "L", by=officer)
    entry = taught(survey_round, region, "cewekk", "P", by=officer)
    withdraw_entry(entry=entry, reason="Salah.", by=officer)
    client.force_login(officer)
    page = client.get(reverse("learned_list"))
    assert "laki-laki" in page.text
    assert "Jenis kelamin" in page.text
    assert "Salah." in page.text
    for narrowed, expected in (
        ({"state": "berlaku"}, ["laki2x"]),
        ({"state": "ditarik"}, ["cewekk"]),
        ({"q": "LAKI"}, ["laki2x"]),
        ({"region": "nasional"}, []),
        ({"region": "KUPANG"}, ["cewekk", "laki2x"]),
        ({"column": SEX, "version": str(survey_round.version_id)}, ["cewekk", "laki2x"]),
    ):
        rows = client.get(reverse("learned_list"), narrowed).context["table"].page.object_list.data
        assert [each.spelling for each in rows] == expected
    file = client.get(reverse("learned_list"), {"format": "csv"})
    assert file.status_code == 200


def test_an_entry_is_put_right_and_withdrawn_on_pages(client, survey_round, region, officer):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    client.force_login(officer)
    page = reverse("learned_step", args=[entry.pk, "betulkan"])
    assert "kini dibaca sebagai laki-laki" in client.get(page).text
    for wrong in ("X", "", "-", "L"):
        assert client.post(page, {"seen": "1", "meaning": wrong}).status_code == 422
    assert client.post(page, {"seen": "1", "meaning": "P"}).status_code == 302
    assert client.post(page, {"seen": "1", "meaning": "L"}).status_code == 409
    entry.refresh_from_db()
    assert (entry.meaning, entry.revision) == ("P", 2)
    page = reverse("learned_step", args=[entry.pk, "tarik"])
    assert client.post(page, {"seen": "2", "reason": " "}).status_code == 422
    assert client.post(page, {"seen": "2", "reason": "Salah tulis."}).status_code == 302
    entry.refresh_from_db()
    assert (entry.withdrawn_by, entry.withdrawn_because) == (officer, "Salah tulis.")
    assert client.post(page, {"seen": "3", "reason": "Lagi."}).status_code == 409
    assert Event.objects.filter(action__startswith="learned.").count() == 2


def test_what_holds_for_all_regions_is_seen_by_an_officer_and_changed_by_staff(
    client, survey_round, region, officer
):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    LearnedEntry.objects.update(region=None)
    client.force_login(officer)
    assert "laki2x" in client.get(reverse("learned_list")).text
    page = reverse("learned_step", args=[entry.pk, "tarik"])
    assert page not in client.get(reverse("learned_list")).text
    assert client.get(page).status_code == 404
    client.force_login(a_staff_member())
    assert page in client.get(reverse("learned_list")).text
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("make", [a_board_member, an_observer])
def test_board_and_observers_see_nothing_that_was_learned(client, make):
    client.force_login(make())
    assert client.get(reverse("learned_list")).status_code == 403


def test_an_entry_is_overridden_for_one_file_on_its_page(client, survey_round, region, officer):
    taught(survey_round, region, "laki2x", "L", by=officer)
    batch = a_batch(survey_round, (region, "laki2x"), by=officer)
    client.force_login(officer)
    form = client.get(reverse("import_values", args=[batch.pk])).context["form"]
    ((asked, field, _tick),) = form.learned_rows
    assert (asked.cell, field.value()) == ("laki2x", None)
    content = {"shown": form["shown"].value(), field.html_name: "P"}
    client.post(reverse("import_values", args=[batch.pk]), content)
    batch.refresh_from_db()
    assert batch.decisions["values"] == {SEX: {"laki2x": "P"}}
    assert "learns" not in batch.decisions


def test_a_row_that_is_refused_teaches_nothing_and_least_of_all_for_all_regions(
    survey_round, region, cilacap, officer
):
    """Of a row without a region nobody knows whose it is; what is said nationally stays as it was."""
    staff = a_staff_member()
    national = a_batch(survey_round, (region, "laki2x"), (cilacap, "laki2x"), by=staff)
    start_commit(batch=said(national, {(SEX, "laki2x"): "L"}, by=staff), by=staff)
    lines = [[*a_row(region), "L"], ["2019-05-07", "", *[3] * 9, "laki2x"]]
    batch = checked(survey_round, [*HEADINGS, "Jenis kelamin"], *lines, by=officer)
    values = {(SEX, "laki2x"): "P"}
    batch = said(batch, values, by=officer)
    assert counts(batch) == (1, 1)
    start_commit(batch=batch, by=officer)
    entries = [(each.region, each.meaning, each.said_by) for each in LearnedEntry.objects.all()]
    assert entries == [(None, "L", staff)]


def test_an_answer_that_is_too_long_to_be_kept_is_not_learned_and_the_file_is_saved(
    survey_round, region, officer
):
    about = {"code": "KANAL", "label": "Kanal", "text": "Lewat apa?", "kind": Question.Kind.MULTIPLE}
    question = Question.objects.create(version=survey_round.version, **about)
    codes = [letter * 30 for letter in "ab"]
    for code in codes:
        question.choices.create(code=code, label=code.title())
    batch = a_batch(survey_round, (region, "dua2nya"), by=officer, heading="Kanal")
    values = {("q:KANAL", "dua2nya"): ";".join(codes)}
    start_commit(batch=said(batch, values, by=officer), by=officer)
    assert Response.objects.get().answers["KANAL"] == codes
    assert not LearnedEntry.objects.exists()


def test_of_an_undone_import_the_page_says_that_what_it_taught_is_still_in_use(
    client, survey_round, region, officer
):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    batch = entry.learned_from
    client.force_login(officer)
    told = "1 tulisan yang dipelajari dari unggahan ini tetap dipakai"
    assert told in client.get(reverse("import_undo", args=[batch.pk])).text
    assert told not in client.get(batch.get_absolute_url()).text
    undo_batch(batch=batch, reason="keliru", shown=undoing_of(batch).shown, by=officer)
    page = client.get(batch.get_absolute_url()).text
    assert told in page and reverse("learned_list") in page
    withdraw_entry(entry=entry, reason="keliru", by=officer)
    assert told not in client.get(batch.get_absolute_url()).text


def test_a_district_that_was_learned_is_told_by_its_name(survey_round, region, officer):
    district = a_district(region=region, name="Kab. Amarasi")
    row = ["2019-05-06", "pedalaman sana", *[3] * 9]
    batch = checked(survey_round, HEADINGS, row, by=officer)
    values = {("p:region", "pedalaman sana"): option_code(district)}
    start_commit(batch=said(batch, values, by=officer), by=officer)
    entry = LearnedEntry.objects.get()
    assert Words().of(entry)[1] == "Kab. Amarasi"


def test_of_several_answers_none_is_offered_that_says_nothing(client, survey_round, region, officer):
    about = {"code": "KANAL", "label": "Kanal", "text": "Lewat apa?", "kind": Question.Kind.MULTIPLE}
    question = Question.objects.create(version=survey_round.version, **about)
    for code in ("wa", "web"):
        question.choices.create(code=code, label=code.upper())
    batch = a_batch(survey_round, (region, "dua2nya"), by=officer, heading="Kanal")
    start_commit(batch=said(batch, {("q:KANAL", "dua2nya"): "wa;web"}, by=officer), by=officer)
    client.force_login(officer)
    page = client.get(reverse("learned_step", args=[LearnedEntry.objects.get().pk, "betulkan"]))
    assert [value for value, _label in page.context["form"].fields["meaning"].choices] == ["wa", "web"]


def test_a_cell_that_only_stands_where_nothing_is_read_keeps_no_file_from_being_saved(
    survey_round, region, officer
):
    """The same word otherwise written in the row of who declined."""
    headings = [*HEADINGS, "Jenis kelamin", "Bersedia diwawancarai"]
    rows = [[*a_row(region), "laki2x", "ya"], [*a_row(region, 1), "Laki2X", "tidak bersedia"]]
    batch = checked(survey_round, headings, *rows, by=officer)
    batch = said(batch, {(SEX, "laki2x"): "L"}, by=officer)
    start_commit(batch=batch, by=officer)
    assert [(each.spelling, each.meaning) for each in LearnedEntry.objects.all()] == [("laki2x", "L")]
    assert Response.objects.get().sex == "L"


def test_who_comes_too_late_is_told_the_newest_step_of_the_entry(survey_round, region, officer):
    entry = taught(survey_round, region, "laki2x", "L", by=officer)
    assert entry.newest_step() == ("dipelajari", officer, entry.said_at)

    other = an_officer(of=region)
    withdraw_entry(entry=entry, reason="Salah.", by=other)

    entry.refresh_from_db()
    assert entry.newest_step() == ("ditarik", other, entry.withdrawn_at)
    assert entry.withdrawn_at != entry.said_at
