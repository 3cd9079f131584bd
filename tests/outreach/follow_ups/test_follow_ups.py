"""Follow-ups: where they come from, who sees them, how they are listed, changed and taken out as a matrix."""

import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.html import strip_tags
from openpyxl import load_workbook

from outreach.follow_ups.actions.steps import edit_follow_up
from outreach.models import Attachment, FollowUp
from pmi_portal.audit.models import Event
from tests.outreach.forms import follow_up_form, words
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_contact,
    a_follow_up,
    a_group,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_user,
    an_institution,
    an_observer,
    an_officer,
)
from tests.support.sent_forms import form_of

pytestmark = pytest.mark.django_db

ROLES = ["administrator", "kpkp_staff", "board", "regional_officer", "observer"]
MATRIX = {
    "/tindak-lanjut/": [200, 200, 200, 200, 403],
    "/tindak-lanjut/matriks.xlsx": [200, 200, 200, 200, 403],
    "/tindak-lanjut/batas-waktu/": [200, 200, 200, 200, 403],
    "/tindak-lanjut/baru/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/": [200, 200, 200, 200, 403],
    "/tindak-lanjut/{pk}/ubah/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/langkah/kemajuan/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/langkah/mulai/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/langkah/selesai/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/langkah/tidak-dapat/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/langkah/lanjutkan/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/langkah/periksa/": [200, 200, 403, 403, 403],
    "/tindak-lanjut/{pk}/langkah/kembalikan/": [200, 200, 403, 403, 403],
    "/tindak-lanjut/{pk}/langkah/konfirmasi/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/langkah/sanggah/": [200, 200, 403, 200, 403],
    "/tindak-lanjut/{pk}/lampiran/": [200, 200, 403, 200, 403],
}
OF_ONE = [address for address in MATRIX if "{pk}" in address]


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def listed(client, query="", page=""):
    return list(client.get(f"/tindak-lanjut/{page}{query}").context["table"].data)


def sheet(answer):
    return [list(row) for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]


@pytest.mark.parametrize("address", MATRIX)
def test_each_role_gets_what_its_permissions_say(client, address):
    region = a_region()
    opened = address.format(pk=a_follow_up(region=region).pk)

    answers = []
    for role in ROLES:
        client.force_login(a_user(role, of=None if role == "administrator" else region))
        answers.append(client.get(opened).status_code)

    assert answers == MATRIX[address]


@pytest.mark.parametrize("address", OF_ONE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_follow_up_of_another_region_is_not_found_and_not_changed(client, address, method):
    follow_up = a_follow_up()
    client.force_login(a_user("kpkp_staff", of=a_region()))
    before = FollowUp.objects.values().get()

    answer = getattr(client, method)(address.format(pk=follow_up.pk), follow_up_form(follow_up.institution))

    assert answer.status_code == 404
    assert FollowUp.objects.values().get() == before
    assert not follow_up.steps.exists()


def test_the_list_shows_only_the_officers_region(client):
    here = a_region()
    ours, theirs = a_follow_up(region=here), a_follow_up()
    client.force_login(an_officer(of=here))

    for page in ("", "batas-waktu/"):
        answer = client.get(f"/tindak-lanjut/{page}")
        assert list(answer.context["table"].data) == [ours]
        assert theirs.recommendation not in answer.content.decode()
    assert [row[0] for row in sheet(client.get("/tindak-lanjut/matriks.xlsx"))[1:]] == [ours.number]


def test_what_is_open_and_most_urgent_comes_first(client, staff):
    done = a_follow_up(state="done", done_on=date(2024, 1, 2), due_on=date(2024, 1, 1))
    later = a_follow_up(due_on=date(2024, 8, 1))
    sooner = a_follow_up(due_on=date(2024, 7, 1), state="in_progress")

    assert listed(client) == [sooner, later, done]


def test_the_list_is_filtered_by_words_region_state_and_institution(client, staff):
    wanted = a_follow_up(recommendation="Buka loket di desa", state="in_progress")
    a_follow_up()

    for query in (
        "q=loket+desa",
        f"q={wanted.number}",
        f"region={wanted.region.code}",
        "state=in_progress",
        f"institution={wanted.institution_id}",
    ):
        assert listed(client, f"?{query}") == [wanted], query


def test_the_list_is_filtered_by_what_needs_attention(client, staff):
    day, now = date(2024, 6, 1), timezone.now()
    done = {"state": "done", "done_on": day}
    verified = done | {"verified_at": now}
    late = a_follow_up(due_on=date(2024, 1, 1))
    unverified = a_follow_up(**done)
    unconfirmed = a_follow_up(**verified)
    disputed = a_follow_up(
        confirmation="disputed", confirmed_on=day, due_on=timezone.localdate() + timedelta(days=60)
    )
    a_follow_up(**verified, confirmation="confirmed", confirmed_on=day)
    a_follow_up(**verified, raised_by=None)

    found = {name: listed(client, f"?attention={name}") for name in ("overdue", "unverified")}
    found |= {name: listed(client, f"?attention={name}") for name in ("unconfirmed", "disputed")}

    assert found == {
        "overdue": [late],
        "unverified": [unverified],
        "unconfirmed": [unconfirmed],
        "disputed": [disputed],
    }
    page = words(client.get("/tindak-lanjut/?attention=overdue"))
    assert "Perlu perhatian: terlambat" in page


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-1234, "terlambat 1.234 hari"),
        (-12, "terlambat 12 hari"),
        (0, "hari ini"),
        (1, "dalam 1 hari"),
        (5, "dalam 5 hari"),
    ],
)
def test_the_list_says_how_late_it_is_or_how_soon(client, staff, days, told):
    a_follow_up(due_on=timezone.localdate(timezone=ZoneInfo("Asia/Jakarta")) + timedelta(days=days))

    row = client.get("/tindak-lanjut/").context["table"].rows[0]

    assert " ".join(strip_tags(row.get_cell("due_on")).split()).endswith(f" {told}")


def test_the_due_page_groups_by_institution_what_the_mail_tells(client, staff):
    today = timezone.localdate()
    bank, office = an_institution(name="Bank A", region=None), an_institution(name="Dinas B", region=None)
    late = a_follow_up(institution=office, due_on=today - timedelta(days=3))
    soon = a_follow_up(institution=bank, due_on=today + timedelta(days=7))
    on_the_day = a_follow_up(institution=office, due_on=today)
    a_follow_up(institution=bank, due_on=today + timedelta(days=8))
    a_follow_up(institution=bank, due_on=today, state="impossible")

    assert listed(client, page="batas-waktu/") == [soon, late, on_the_day]
    page = words(client.get("/tindak-lanjut/batas-waktu/")).rpartition("Saring daftar")[
        2
    ]  # below the filters
    assert page.index("Bank A") < page.index(soon.number) < page.index("Dinas B") < page.index(late.number)
    assert "terlambat 3 hari" in page
    assert "hari ini" in page
    assert listed(client, f"?institution={bank.pk}", page="batas-waktu/") == [soon]


def test_a_follow_up_of_a_statement_keeps_it_with_its_region_and_group(client, staff):
    said = a_statement()
    address = f"/tindak-lanjut/baru/?pernyataan={said.pk}"
    page = client.get(address)
    assert said.text in words(page)
    assert page.context["form"]["raised_by"].value() == said.group_id
    institution = an_institution(region=said.session.event.region)

    answer = client.post(address, follow_up_form(institution, raised_by=said.group_id))

    follow_up = FollowUp.objects.get()
    assert answer.url == follow_up.get_absolute_url()
    assert (follow_up.statement, follow_up.region, follow_up.raised_by) == (
        said,
        said.session.event.region,
        said.group,
    )
    assert follow_up.number == f"TL-{timezone.localdate():%Y}-{follow_up.pk:06d}"
    assert (follow_up.steps.get().what, follow_up.steps.get().by) == ("created", staff)
    assert said.text in words(client.get(answer.url))


def test_a_follow_up_of_a_session_keeps_it(client, staff):
    session = a_session()
    institution = an_institution(region=session.event.region)

    client.post(f"/tindak-lanjut/baru/?sesi={session.pk}", follow_up_form(institution))

    follow_up = FollowUp.objects.get()
    assert (follow_up.session, follow_up.region) == (session, session.event.region)
    assert session.get_absolute_url() in client.get(follow_up.get_absolute_url()).content.decode()


def test_a_follow_up_of_a_complaint_keeps_it_and_leads_back_to_the_words_said(client, staff):
    said = a_statement()
    region = said.session.event.region
    complaint = a_complaint(region=region, statement=said, text="Uraian yang tidak ikut")
    address = f"/tindak-lanjut/baru/?pengaduan={complaint.pk}"

    client.post(address, follow_up_form(an_institution(region=region), raised_by=said.group_id))

    follow_up = FollowUp.objects.get()
    assert (follow_up.complaint, follow_up.region, follow_up.raised_by) == (complaint, region, said.group)
    page = client.get(follow_up.get_absolute_url())
    assert complaint.get_absolute_url() in page.content.decode()
    assert said.text in words(page)
    assert "Uraian yang tidak ikut" not in words(page)
    row = sheet(client.get("/tindak-lanjut/matriks.xlsx"))[1]
    assert row[2] == f"Pengaduan {complaint}"


def test_a_follow_up_on_its_own_names_region_and_basis(client, staff):
    region = a_region()
    institution = an_institution(region=region)
    typed = follow_up_form(institution, region=region.pk)

    refused = client.post("/tindak-lanjut/baru/", typed)
    assert refused.status_code == 422
    assert not FollowUp.objects.exists()

    client.post("/tindak-lanjut/baru/", typed | {"basis": "Kunjungan lapangan"})
    assert FollowUp.objects.get().basis == "Kunjungan lapangan"


def test_a_follow_up_on_its_own_keeps_a_basis_when_it_is_edited(client, staff):
    region = a_region()
    institution = an_institution(region=region)
    own = a_follow_up(region=region, institution=institution, basis="Kunjungan lapangan")
    address = f"{own.get_absolute_url()}ubah/"
    assert client.get(address).context["form"].fields["basis"].required
    assert client.post(address, follow_up_form(institution) | {"basis": ""}).status_code == 422
    own.refresh_from_db()
    assert own.basis == "Kunjungan lapangan"


@pytest.mark.parametrize("origin", ["pernyataan=99999", "sesi=abc", "pengaduan=99999", "sesi=-1", "sesi=²"])
def test_an_origin_that_does_not_exist_is_not_found(client, staff, origin):
    assert client.get(f"/tindak-lanjut/baru/?{origin}").status_code == 404


def test_an_origin_of_another_region_is_not_found(client):
    said = a_statement()
    client.force_login(an_officer())

    for origin in (f"pernyataan={said.pk}", f"sesi={said.session_id}"):
        assert client.get(f"/tindak-lanjut/baru/?{origin}").status_code == 404


def test_institution_and_person_must_fit(client, staff):
    said = a_statement()
    ours = an_institution(region=said.session.event.region)
    theirs = an_institution(region=a_region())
    person = a_contact(institution=an_institution(region=said.session.event.region))
    address = f"/tindak-lanjut/baru/?pernyataan={said.pk}"

    for typed, field in (
        (follow_up_form(theirs), "institution"),
        (follow_up_form(ours, contact=person.pk), "contact"),
    ):
        answer = client.post(address, typed)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not FollowUp.objects.exists()


def an_origin(kind):
    """A statement, session or complaint of 7 May 2024 at Jayapura, where it is still 6 May at Jakarta."""
    region = a_region(time_zone="Asia/Jayapura")
    if kind == "pengaduan":
        return a_complaint(region=region, received_at=datetime(2024, 5, 6, 16, tzinfo=UTC)), region
    session = a_session(region=region, held_on=date(2024, 5, 7))
    return (session if kind == "sesi" else a_statement(session=session)), region


@pytest.mark.parametrize("kind", ["pernyataan", "sesi", "pengaduan"])
def test_nothing_is_due_before_the_day_it_was_raised(client, staff, kind):
    origin, region = an_origin(kind)
    address = f"/tindak-lanjut/baru/?{kind}={origin.pk}"
    institution = an_institution(region=region)

    answer = client.post(address, follow_up_form(institution, due_on="2024-05-06"))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "due_on": ["Batas waktu tidak boleh sebelum 7 Mei 2024, hari hal ini diangkat."]
    }
    assert client.post(address, follow_up_form(institution, due_on="2024-05-07")).status_code == 302
    follow_up = FollowUp.objects.get()
    follow_up.due_on = date(2024, 5, 6)
    with pytest.raises(ValidationError, match="Batas waktu tidak boleh sebelum"):
        edit_follow_up(follow_up=follow_up, reason="Salah ketik.", by=staff)


def test_a_changed_due_date_asks_for_a_reason_and_both_days_are_kept(client, staff):
    follow_up = a_follow_up(due_on=date(2024, 6, 1))
    address = f"/tindak-lanjut/{follow_up.pk}/ubah/"
    typed = follow_up_form(follow_up.institution, due_on="2024-12-01")

    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Tulis mengapa batas waktunya diubah dari 1 Juni 2024." in words(refused)

    client.post(address, typed | {"reason": "Menunggu anggaran."})
    follow_up.refresh_from_db()
    step = follow_up.steps.get()
    assert follow_up.due_on == date(2024, 12, 1)
    days = date(2024, 6, 1), date(2024, 12, 1)
    assert (step.due_before, step.due_after, step.note) == (*days, "Menunggu anggaran.")
    page = words(client.get(f"/tindak-lanjut/{follow_up.pk}/"))
    assert "Batas waktu dari 1 Juni 2024 menjadi 1 Desember 2024. Menunggu anggaran." in page
    assert Event.objects.get().detail["fields"].count("due_on") == 1


def test_an_edit_sent_twice_leaves_one_step(client, staff):
    follow_up = a_follow_up(due_on=date(2024, 6, 1))
    address = f"/tindak-lanjut/{follow_up.pk}/ubah/"
    typed = follow_up_form(follow_up.institution, due_on="2024-12-01", reason="Menunggu anggaran.")

    once = typed | {"submission": str(uuid4())}
    assert [client.post(address, once).status_code for _ in range(2)] == [302, 302]
    assert client.post(address, typed | {"reason": ""}).status_code == 302
    assert follow_up.steps.count() == 1
    client.post(address, typed | {"reason": "Anggaran belum turun."})
    client.post(address, typed | {"reason": "turun."})
    assert [step.note for step in follow_up.steps.all()][1:] == ["Anggaran belum turun.", "turun."]

    follow_up.steps.create(what="noted", before="not_started", after="not_started", by=a_staff_member())
    client.post(address, once)
    assert follow_up.steps.count() == 4


def test_a_date_of_before_todays_rules_hinders_no_other_change(client, staff):
    said = a_statement(session=a_session(held_on=date(2024, 5, 6)))
    follow_up = a_follow_up(statement=said, due_on=date(2024, 5, 1))
    address = f"/tindak-lanjut/{follow_up.pk}/ubah/"
    typed = follow_up_form(follow_up.institution, due_on="2024-05-01", plan="Rapat.")

    assert client.post(address, typed).status_code == 302
    assert FollowUp.objects.get().plan == "Rapat."
    assert client.post(address, typed | {"due_on": "2024-05-02", "reason": "Mundur."}).status_code == 422


def test_editing_leaves_origin_region_and_state_alone(client, staff):
    follow_up = a_follow_up(state="in_progress")
    elsewhere = a_region()

    client.post(
        f"/tindak-lanjut/{follow_up.pk}/ubah/",
        follow_up_form(follow_up.institution, due_on="2024-06-01", region=elsewhere.pk, state="done"),
    )

    stored = FollowUp.objects.get()
    assert stored.recommendation == "Buka loket pada jam istirahat."
    assert (stored.region, stored.state, stored.statement) == (
        follow_up.region,
        "in_progress",
        follow_up.statement,
    )


def test_what_was_verified_is_not_changed_any_more(client, staff):
    follow_up = a_follow_up(state="done", done_on=date(2024, 6, 10), verified_at=timezone.now())

    answer = client.post(f"/tindak-lanjut/{follow_up.pk}/ubah/", follow_up_form(follow_up.institution))

    assert answer.status_code == 422
    assert FollowUp.objects.get().recommendation == follow_up.recommendation
    assert "sudah diperiksa KPKP, jadi isinya tidak diubah lagi" in words(answer)


def test_partners_are_kept_and_their_change_is_told(client, staff):
    follow_up = a_follow_up()
    partner = an_institution(region=follow_up.region)

    client.post(
        f"/tindak-lanjut/{follow_up.pk}/ubah/",
        follow_up_form(follow_up.institution, due_on="2024-06-01", partners=[partner.pk]),
    )

    assert list(follow_up.partners.all()) == [partner]
    assert follow_up.steps.get().fields[-1] == "partners"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "\u202eterbalik", "a😀b", "x" * 5000])
def test_texts_are_kept_as_written_and_shown_as_text(client, staff, text):
    follow_up = a_follow_up(recommendation=text, plan=text)

    page = client.get(follow_up.get_absolute_url()).content.decode()
    row = sheet(client.get("/tindak-lanjut/matriks.xlsx"))[1]

    assert "<script>alert" not in page
    assert FollowUp.objects.get().recommendation == text
    assert (row[1], row[3]) == (text, text)


def test_the_matrix_has_the_columns_that_offices_use(client, staff):
    person = a_contact(institution=an_institution(region=None, name="Dinas A"), position="Kepala seksi")
    follow_up = a_follow_up(
        institution=person.institution,
        contact=person,
        due_on=timezone.localdate() - timedelta(days=2),
        indicator="Loket terisi",
        evidence_note="Map 3",
    )
    follow_up.partners.add(an_institution(name="Bank B"))
    Attachment.objects.create(follow_up=follow_up, kind="evidence", original_name="surat.pdf", size=1)

    answer = client.get("/tindak-lanjut/matriks.xlsx")
    heading, row = sheet(answer)

    assert heading == [
        *("No.", "Rekomendasi", "Dasar/temuan", "Rencana aksi", "Penanggung jawab", "Instansi terkait"),
        *("Batas waktu", "Indikator", "Status", "Bukti", "Keterangan"),
    ]
    assert row[:3] == [follow_up.number, follow_up.recommendation, follow_up.statement.text]
    assert row[4:6] == [f"Dinas A ({person.full_name}, Kepala seksi)", "Bank B"]
    assert row[6].date() == follow_up.due_on
    assert row[7:] == ["Loket terisi", "belum ditindaklanjuti", "surat.pdf; Map 3", "terlambat 2 hari"]
    assert Event.objects.get().detail == {"rows": 1}


@pytest.mark.parametrize(("days", "told"), [(-1, "terlambat 1 hari"), (0, None)])
def test_the_matrix_calls_late_what_is_due_no_more(client, staff, days, told):
    a_follow_up(due_on=timezone.localdate(timezone=ZoneInfo("Asia/Jakarta")) + timedelta(days=days))

    assert sheet(client.get("/tindak-lanjut/matriks.xlsx"))[1][-1] == told


def test_the_matrix_follows_the_filters_of_the_list(client, staff):
    wanted = a_follow_up(state="in_progress")
    a_follow_up()

    rows = sheet(client.get("/tindak-lanjut/matriks.xlsx?state=in_progress"))

    assert [row[0] for row in rows[1:]] == [wanted.number]


def test_a_matrix_that_is_cut_says_so(client, staff, monkeypatch):
    monkeypatch.setattr("outreach.follow_ups.matrix.MOST_ROWS", 2)
    ours = [a_follow_up().number for _number in range(2)]
    assert sorted(row[0] for row in sheet(client.get("/tindak-lanjut/matriks.xlsx"))[1:]) == sorted(ours)
    a_follow_up()

    rows = sheet(client.get("/tindak-lanjut/matriks.xlsx"))

    assert len(rows) == 4
    assert rows[-1][0] == "Hanya 2 yang pertama; saring daftarnya untuk melihat yang lain."


def test_people_are_named_only_to_who_may_see_contacts(client):
    person = a_contact(
        institution=an_institution(region=None), full_name="Yuliana Taneo", position="Kepala seksi"
    )
    follow_up = a_follow_up(institution=person.institution, contact=person)

    for user, named in ((a_staff_member(), True), (a_board_member(), False)):
        client.force_login(user)
        page = words(client.get(follow_up.get_absolute_url()))
        row = sheet(client.get("/tindak-lanjut/matriks.xlsx"))[1]
        assert ("Yuliana Taneo" in page, "Yuliana Taneo" in row[4]) == (named, named)
        assert "Kepala seksi" in page
        assert "Kepala seksi" in row[4]


def test_an_observer_sees_no_follow_ups(client):
    follow_up = a_follow_up()
    client.force_login(an_observer())

    assert client.get(follow_up.get_absolute_url()).status_code == 403
    assert "Tindak lanjut" not in words(client.get("/fgd/"))


@pytest.mark.parametrize(
    "address", ["/tindak-lanjut/", "/tindak-lanjut/batas-waktu/", "/tindak-lanjut/matriks.xlsx"]
)
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(client, staff, address):
    def make():
        follow_up = a_follow_up(raised_by=a_group(), contact=a_contact())
        follow_up.partners.add(an_institution())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    make()
    client.get(address)
    for_one = queries()
    make()
    make()

    assert queries() == for_one


def test_a_page_takes_as_many_queries_for_three_steps_and_files_as_for_one(client, staff):
    follow_up = a_follow_up(contact=a_contact())

    def make():
        follow_up.steps.create(what="noted", before="not_started", after="not_started", by=a_staff_member())
        Attachment.objects.create(
            follow_up=follow_up, kind="evidence", original_name="a.pdf", size=1, uploaded_by=a_staff_member()
        )

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(follow_up.get_absolute_url()).status_code == 200
        return len(captured)

    make()
    client.get(follow_up.get_absolute_url())
    for_one = queries()
    make()
    make()

    assert queries() == for_one


def test_a_partner_out_of_use_stays_and_the_step_names_only_what_was_changed(client, staff):
    follow_up = a_follow_up()
    partners = [an_institution(region=follow_up.region) for _n in range(2)]
    follow_up.partners.set(partners)
    type(partners[1]).objects.filter(pk=partners[1].pk).update(valid_to=date(2020, 1, 1))
    address = f"/tindak-lanjut/{follow_up.pk}/ubah/"

    client.post(address, form_of(client.get(address)).sent | {"plan": "Buka loket sore."})

    follow_up.refresh_from_db()
    assert follow_up.plan == "Buka loket sore."
    assert set(follow_up.partners.all()) == set(partners)
    assert follow_up.steps.get().fields == ["plan"]


def test_a_step_names_its_fields_in_the_language_of_its_reader(client, staff):
    follow_up = a_follow_up()
    address = f"/tindak-lanjut/{follow_up.pk}/"
    sent = form_of(client.get(f"{address}ubah/")).sent
    with translation.override("en"):
        client.post(f"{address}ubah/", sent | {"plan": "Buka loket sore."}, headers={"accept-language": "en"})

    with translation.override("id"):
        told = str(FollowUp._meta.get_field("plan").verbose_name)
        assert f"Diubah: {told}" in words(client.get(address))
    assert follow_up.steps.get().note == ""
