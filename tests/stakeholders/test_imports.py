"""A register comes in: checked, shown row by row, confirmed, written by whom it belongs to."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmi_portal.audit.models import Event
from stakeholders.actions import import_contacts, import_institutions
from stakeholders.models import Contact, District, FormerName, Institution, TermAlias
from stakeholders.register_files import OwnedTempStorage
from tests.stakeholders.files import CONTACT_HEADS, INSTITUTION_HEADS, csv_bytes, upload, xlsx
from tests.stakeholders.posting import meanwhile
from tests.support.records import (
    a_contact,
    a_district,
    a_group,
    a_region,
    a_staff_member,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path
    return tmp_path


@pytest.fixture
def here():
    return a_region(code="SINI", name="Kupang")


@pytest.fixture
def officer(client, here):
    officer = an_officer(of=here)
    client.force_login(officer)
    return officer


@pytest.fixture
def group():
    return a_group(code="LTSA", name="Layanan Terpadu")


def sent(client, content, name="daftar.xlsx", place="instansi"):
    return client.post(f"/{place}/impor/", upload(content, name), follow=True)


def reviewed(client, *rows, heads=INSTITUTION_HEADS, place="instansi"):
    """The review page of a file with these rows."""
    page = sent(client, xlsx(heads, *rows), place=place)
    assert page.redirect_chain, page.context["form"].errors
    return page


def rows_of(page):
    return [(row.number, row.kind, row.name) for row in page.context["page"]]


def faults_of(page):
    return [[(str(heading), reason) for heading, reason in row.faults] for row in page.context["page"]]


def confirmed(client, page, **typed):
    return client.post(page.wsgi_request.path, typed, follow=True)


def state():
    return list(Institution.objects.order_by("pk").values()), list(Contact.objects.order_by("pk").values())


# --- institutions


def test_a_file_is_shown_row_by_row_and_written_only_when_confirmed(client, here, officer, group):
    district = a_district(region=here, name="Kab. Kupang")
    same = an_institution(name="Sama", region=here, group=group)
    changed = an_institution(name="Berubah", region=here, group=group, address="Jalan Lama")
    before = state()

    page = reviewed(
        client,
        ["Baru", "LTSA", "Kupang", "kab. kupang", "kabupaten/kota", "Jalan Baru"],
        ["Sama", "Layanan Terpadu", "SINI", "", "district", ""],
        ["berubah", "ltsa", "kupang", "", "kabupaten/kota", "Jalan Merdeka"],
    )
    assert rows_of(page) == [(2, "new", "Baru"), (3, "unchanged", "Sama"), (4, "changed", "Berubah")]
    differences = page.context["page"][2].differences
    assert [(str(name), *values) for name, *values in differences] == [
        ("Alamat kantor", "Jalan Lama", "Jalan Merdeka")
    ]
    assert state() == before

    done = confirmed(client, page)
    assert "Instansi disimpan: 1 baru, 1 berubah." in done.content.decode()
    new = Institution.objects.get(name="Baru")
    assert (new.region, new.district, new.group, new.is_sample) == (here, district, group, False)
    changed.refresh_from_db()
    assert (changed.name, changed.address) == ("Berubah", "Jalan Merdeka")
    assert same.history.count() == 1


def test_an_import_leaves_history_and_one_audit_event(client, here, officer, group):
    changed = an_institution(name="Berubah", region=here, group=group)
    before = Event.objects.count()
    confirmed(
        client,
        reviewed(
            client,
            ["Baru", "LTSA", "Kupang", "", "district", ""],
            ["Berubah", "LTSA", "Kupang", "", "district", "Jalan Merdeka"],
        ),
    )
    new = Institution.objects.get(name="Baru")
    assert [(row.history_type, row.history_user) for row in new.history.all()] == [("+", officer)]
    newest = changed.history.first()
    assert (newest.history_type, newest.history_user, newest.address) == ("~", officer, "Jalan Merdeka")
    event = Event.objects.first()
    assert Event.objects.count() == before + 1
    assert (event.action, event.actor) == ("institutions.imported", officer)
    assert event.detail == {"created": 1, "changed": 1}


def test_a_former_name_in_the_file_finds_the_institution_and_renames_nothing(client, here, officer, group):
    ours = an_institution(name="BP3MI Jawa Timur", region=here, group=group)
    FormerName.objects.create(institution=ours, name="BP3TKI Surabaya")
    page = reviewed(client, ["bp3tki surabaya", "LTSA", "Kupang", "", "district", "Jalan Merdeka"])
    assert rows_of(page) == [(2, "changed", "BP3MI Jawa Timur")]
    assert page.context["page"][0].hint == "bp3tki surabaya"
    confirmed(client, page)
    ours.refresh_from_db()
    assert (ours.name, ours.address, Institution.objects.count()) == ("BP3MI Jawa Timur", "Jalan Merdeka", 1)


def test_a_present_name_goes_before_a_former_one(client, here, officer, group):
    once = an_institution(name="Baru", region=here, group=group)
    FormerName.objects.create(institution=once, name="LTSA")
    an_institution(name="LTSA", region=here, group=group)
    page = reviewed(client, ["LTSA", "LTSA", "Kupang", "", "district", ""])
    assert rows_of(page) == [(2, "unchanged", "LTSA")]


def test_a_name_two_institutions_once_bore_is_refused(client, here, officer, group):
    for name in ("Satu", "Dua"):
        institution = an_institution(name=name, region=here, group=group)
        FormerName.objects.create(institution=institution, name="Lama")
    page = reviewed(client, ["Lama", "LTSA", "Kupang", "", "district", ""])
    assert "Ada 2 instansi bernama “lama” di wilayah ini" in faults_of(page)[0][0][1]


@pytest.fixture
def families():
    terms = {"BP3TKI": "BP3MI", "UPT BP2MI": "BP3MI", "BP3MI": "BP3MI", "BP2MI": "KP2MI", "TKI": "PMI"}
    TermAlias.objects.bulk_create(TermAlias(term=term, family=family) for term, family in terms.items())


@pytest.mark.parametrize("typed", ["BP3TKI Kupang", "upt  bp2mi kupang", "BP3MI Kupang"])
def test_a_name_with_an_older_term_finds_the_institution_and_the_review_shows_it(
    client, here, officer, group, families, typed
):
    ours = an_institution(name="BP3MI Nusa Tenggara Timur", region=here, group=group)
    FormerName.objects.create(institution=ours, name="UPT BP2MI Kupang")
    an_institution(name="BP3MI Kupang", region=a_region(), group=group)

    page = reviewed(client, [typed, "LTSA", "Kupang", "", "district", "Jalan Merdeka"])

    assert rows_of(page) == [(2, "changed", "BP3MI Nusa Tenggara Timur")]
    assert f"dalam berkas: {typed}" in page.content.decode()
    confirmed(client, page)
    ours.refresh_from_db()
    assert (ours.name, ours.address) == ("BP3MI Nusa Tenggara Timur", "Jalan Merdeka")


@pytest.mark.parametrize("typed", ["BP3TKI", "BP3TKI Kupang Dua", "BP2MI Kupang", "BP3TKIS Kupang"])
def test_the_rest_of_the_name_and_the_whole_term_must_agree(client, here, officer, group, families, typed):
    an_institution(name="BP3MI Kupang", region=here, group=group)
    page = reviewed(client, [typed, "LTSA", "Kupang", "", "district", ""])
    assert rows_of(page) == [(2, "new", typed)]


def test_an_older_term_that_fits_two_institutions_is_refused_with_their_names(
    client, here, officer, group, families
):
    an_institution(name="BP3MI Kupang", region=here, group=group)
    other = an_institution(name="Balai Kupang", region=here, group=group)
    FormerName.objects.create(institution=other, name="UPT BP2MI Kupang")

    page = reviewed(client, ["BP3TKI Kupang", "LTSA", "Kupang", "", "district", ""])

    [[(heading, reason)]] = faults_of(page)
    assert (heading, "bernama “bp3tki kupang” di wilayah ini: " in reason) == ("", True)
    assert all(name in reason for name in ("BP3MI Kupang", "Balai Kupang"))


def test_the_very_name_goes_before_one_of_the_same_family(client, here, officer, group, families):
    for name in ("Ikatan TKI", "Ikatan PMI"):
        an_institution(name=name, region=here, group=group)
    page = reviewed(client, ["Ikatan TKI", "LTSA", "Kupang", "", "district", ""])
    assert rows_of(page) == [(2, "unchanged", "Ikatan TKI")]


def test_a_contact_finds_its_institution_under_an_older_term(client, here, officer, group, families):
    ours = an_institution(name="BP3MI Kupang", region=here, group=group)
    row = ["Suharti", "", "BP3TKI Kupang", "LTSA", "Kupang", ""]
    confirmed(client, reviewed(client, row, heads=CONTACT_HEADS, place="narahubung"))
    assert Contact.objects.get().institution == ours


def test_the_same_institution_twice_in_a_file_is_refused(client, here, officer, group):
    ours = an_institution(name="BP3MI", region=here, group=group)
    FormerName.objects.create(institution=ours, name="BP3TKI")
    row = ["LTSA", "Kupang", "", "district", ""]
    page = reviewed(client, ["BP3MI", *row], ["BP3TKI", *row], ["Baru", *row], [" baru ", *row])
    assert rows_of(client.get(page.wsgi_request.path + "?hasil=semua")) == [
        (2, "unchanged", "BP3MI"),
        (3, "refused", "BP3TKI"),
        (4, "new", "Baru"),
        (5, "refused", " baru "),
    ]
    assert faults_of(page) == [[("", "Baris ini mengulang baris 2.")], [("", "Baris ini mengulang baris 4.")]]


def test_every_fault_is_told_at_once_with_row_and_column(client, here, officer, group):
    page = reviewed(
        client,
        ["", "Planet", "Kupang", "Kab. Cilacap", "galaksi", "x" * 301],
        ["Baru", "", "Kupang", "", "", ""],
    )
    assert faults_of(page) == [
        [
            ("Nama", "Wajib diisi."),
            ("Kelompok", "“Planet” tidak dikenal. Pakai nama atau kodenya seperti di portal."),
            ("Kabupaten/kota", "“Kab. Cilacap” tidak tercatat di wilayah ini."),
            ("Tingkat", page.context["page"][0].faults[3][1]),
            ("Alamat kantor", "Terlalu panjang: 301 karakter, paling banyak 300."),
        ],
        [("Kelompok", "Wajib diisi."), ("Tingkat", "Wajib diisi.")],
    ]
    assert "pilihannya: pusat, provinsi, kabupaten/kota" in page.context["page"][0].faults[3][1]


GOOD = ["Baru", "LTSA", "Kupang", "", "district", ""]
BAD = ["Salah", "Planet", "Kupang", "", "district", ""]


def test_a_faulty_row_keeps_the_others_waiting_until_they_are_asked_for_without_it(
    client, here, officer, group, uploads
):
    before = state()
    page = reviewed(client, GOOD, BAD)
    assert "Simpan 1 catatan, lewati 1 baris</button>" in page.content.decode()

    answer = confirmed(client, page)

    assert (answer.status_code, state()) == (422, before)
    assert "Daftar berubah selagi Anda memeriksa. Periksa sekali lagi." in answer.content.decode()
    assert [path for path in uploads.rglob("*") if path.is_file()] != []


def test_the_good_rows_are_written_without_the_faulty_ones_that_were_shown(client, here, officer, group):
    page = reviewed(client, GOOD, BAD, ["Lain", *GOOD[1:]], BAD)

    answer = confirmed(client, page, left_out=2)

    assert list(Institution.objects.order_by("name").values_list("name", flat=True)) == ["Baru", "Lain"]
    told = [str(message) for message in answer.context["messages"]]
    assert told == ["Instansi disimpan: 2 baru, 0 berubah.", "2 baris dilewati."]


def test_a_row_that_became_faulty_meanwhile_is_shown_before_it_is_left_out(client, here, officer, group):
    other = a_group(code="BP3MI", name="Balai")
    page = reviewed(client, GOOD, BAD, ["Lain", "BP3MI", *GOOD[2:]])
    other.delete()

    answer = confirmed(client, page, left_out=1)

    assert (answer.status_code, Institution.objects.count()) == (422, 0)
    assert 'name="left_out" value="2"' in answer.content.decode()


def test_only_faulty_rows_leave_nothing_to_save(client, here, officer, group):
    page = reviewed(client, BAD)
    assert 'type="submit">Simpan' not in page.content.decode()
    assert "Perbaiki di berkasnya, lalu unggah lagi.</p>" in page.content.decode()


def test_a_title_above_the_headings_is_passed_over_and_rows_keep_their_numbers(client, here, officer, group):
    title = [["DAFTAR INSTANSI MITRA"], [], ["Per 30 November 2026", "", "Kupang"]]
    page = sent(client, xlsx(*title, INSTITUTION_HEADS, GOOD, BAD))
    assert rows_of(client.get(page.wsgi_request.path + "?hasil=semua")) == [
        (5, "new", "Baru"),
        (6, "refused", "Salah"),
    ]


def test_a_new_institution_needs_the_columns_group_and_level(client, here, officer):
    page = reviewed(client, ["Baru", "Kupang"], heads=["Nama", "Wilayah"])
    assert faults_of(page) == [[("Kelompok", "Wajib diisi."), ("Tingkat", "Wajib diisi.")]]


@pytest.mark.parametrize(
    ("cell", "address"), [("", "Jalan"), ("  ", "Jalan"), ("[kosongkan]", ""), (" [Kosongkan] ", "")]
)
def test_a_column_left_out_and_a_blank_cell_change_nothing_and_a_word_clears(
    client, here, officer, group, cell, address
):
    ours = an_institution(name="LTSA", region=here, group=group, address="Jalan", note="Catatan")
    confirmed(client, reviewed(client, ["LTSA", "Kupang", cell], heads=["Nama", "Wilayah", "Alamat"]))
    ours.refresh_from_db()
    assert (ours.address, ours.note, ours.group, ours.active) == (address, "Catatan", group, True)


def test_what_must_be_there_is_not_cleared_and_a_new_record_begins_blank(client, here, officer, group):
    an_institution(name="LTSA", region=here, group=group)
    heads = ["Nama", "Kelompok", "Wilayah", "Alamat", "Tingkat"]
    kept = reviewed(client, ["LTSA", "[kosongkan]", "Kupang", "", ""], heads=heads)
    assert faults_of(kept) == [[("Kelompok", "Wajib diisi.")]]
    confirmed(client, reviewed(client, ["Baru", "LTSA", "Kupang", "[kosongkan]", "district"], heads=heads))
    assert Institution.objects.get(name="Baru").address == ""


def test_an_empty_state_keeps_the_state_and_no_ends_it(client, here, officer, group):
    kept = a_contact(full_name="A", region=here, group=group, active=False)
    ended = a_contact(full_name="B", region=here, group=group)
    heads = ["Nama lengkap", "Wilayah", "Instansi", "Kelompok", "Aktif"]
    rows = [["A", "Kupang", "", group.name, ""], ["B", "Kupang", "", group.name, "Tidak"]]
    confirmed(client, reviewed(client, *rows, heads=heads, place="narahubung"))
    assert Contact.objects.filter(pk__in=[kept.pk, ended.pk], active=True).count() == 0


def test_columns_that_are_not_ours_are_named_and_not_stored(client, here, officer, group):
    page = reviewed(client, ["LTSA", "Kupang", "3275012345678901"], heads=["Nama", "Wilayah", "NIK"])
    assert page.context["unused"] == ["NIK"]


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (["Nama", "Kelompok"], "Kolom wajib tidak ada: Wilayah."),
        (["Nama", "nama ", "Wilayah"], "Judul kolom “Nama” muncul dua kali."),
        (["Nama instansi", "NAMA", "Wilayah"], "Judul kolom “Nama” muncul dua kali."),
    ],
)
def test_headings_that_cannot_be_matched_are_a_form_error(client, officer, heads, said):
    page = sent(client, xlsx(heads, ["x"] * len(heads)))
    assert (page.status_code, page.context["form"].errors["file"]) == (422, [said])


def test_row_numbers_are_those_of_the_file(client, here, officer, group):
    rows = ["LTSA", "Kupang", "", "district", ""]
    page = reviewed(client, ["A", *rows], ["", "", "", "", "", ""], ["B", *rows])
    assert rows_of(page) == [(2, "new", "A"), (4, "new", "B")]


def test_cells_excel_spoilt_are_faults_and_never_blanks(client, here, officer, group):
    heads = ["Nama", "Wilayah", "Alamat kantor", "Catatan"]
    an_institution(name="LTSA", region=here, group=group, address="Jalan")
    content = csv_bytes(heads, ["LTSA", "Kupang", "#REF!", "#N/A"])
    page = sent(client, content, "daftar.csv")
    assert faults_of(page) == [
        [
            ("Alamat kantor", "Sel berisi kesalahan Excel #REF!."),
            ("Catatan", "Sel berisi kesalahan Excel #N/A."),
        ]
    ]


def test_odd_signs_are_tidied_and_numbers_read_as_typed(client, here, officer, group):
    name = "LTSA\u00a0 Kupang\u202e\u200b\ufeff"
    confirmed(client, reviewed(client, [name, "LTSA", "Kupang", "", "district", 12.0]))
    institution = Institution.objects.get()
    assert (institution.name, institution.address) == ("LTSA Kupang", "12")


# --- scope


def test_a_foreign_region_and_an_unknown_one_get_the_same_answer(client, officer, group):
    there = a_region(code="SANA", name="Cilacap")
    an_institution(name="Rahasia", region=there, group=group, address="Jalan Rahasia")
    page = reviewed(
        client,
        ["Rahasia", "LTSA", "Cilacap", "", "district", "Diubah"],
        ["Rahasia", "LTSA", "Antah", "", "district", "Diubah"],
    )
    assert faults_of(page) == [
        [("Wilayah", "“Cilacap” tidak dikenal atau bukan wilayah tugas Anda.")],
        [("Wilayah", "“Antah” tidak dikenal atau bukan wilayah tugas Anda.")],
    ]
    assert "Jalan Rahasia" not in page.content.decode()


def test_an_officer_cannot_write_a_national_row_but_may_bring_it_back_unchanged(client, officer, group):
    an_institution(name="KP2MI", group=group, level="national")
    row = ["LTSA", "", "", "national"]
    page = reviewed(client, ["KP2MI", *row, ""], ["Baru", *row, ""])
    everything = client.get(page.wsgi_request.path + "?hasil=semua")
    assert rows_of(everything) == [(2, "unchanged", "KP2MI"), (3, "refused", "Baru")]
    page = reviewed(client, ["KP2MI", *row, "Diubah"])
    assert [fault[0] for fault in faults_of(page)[0]] == ["Wilayah"]


def test_a_district_of_another_region_is_refused(client, here, group):
    client.force_login(a_staff_member())
    a_district(region=a_region(), name="Kab. Cilacap")
    page = reviewed(client, ["Baru", "LTSA", "Kupang", "Kab. Cilacap", "district", ""])
    assert faults_of(page) == [[("Kabupaten/kota", "“Kab. Cilacap” tidak tercatat di wilayah ini.")]]


def test_a_region_lost_between_review_and_confirmation_is_refused(client, here, officer, group):
    page = reviewed(client, ["Baru", "LTSA", "Kupang", "", "district", ""])
    officer.postings.update(region=a_region())
    answer = confirmed(client, page)
    assert answer.status_code == 422
    assert not Institution.objects.exists()


def test_a_district_moved_while_the_file_is_written_is_told_and_nothing_is_written(
    client, here, officer, group, uploads
):
    a_district(region=here, name="Kab. Kupang")
    page = reviewed(client, ["Baru", "LTSA", "Kupang", "Kab. Kupang", "district", ""])

    with meanwhile(lambda: District.objects.update(region=a_region())):
        answer = confirmed(client, page)

    assert answer.status_code == 422
    assert f"Kab. Kupang tidak termasuk wilayah {here}." in answer.content.decode()
    assert faults_of(answer) == [[("Kabupaten/kota", "“Kab. Kupang” tidak tercatat di wilayah ini.")]]
    assert not Institution.objects.exists()
    assert [path for path in uploads.rglob("*") if path.is_file()] != []


def test_an_institution_moved_while_contacts_are_written_is_told(client, here, officer, group):
    an_institution(name="BP3MI", region=here, group=group)
    row = ["Suharti", "", "BP3MI", "LTSA", "Kupang", ""]
    page = reviewed(client, row, heads=CONTACT_HEADS, place="narahubung")

    with meanwhile(lambda: Institution.objects.update(region=a_region())):
        answer = confirmed(client, page)

    assert (answer.status_code, Contact.objects.count()) == (422, 0)
    assert f"BP3MI bukan instansi wilayah {here}." in answer.content.decode()


def test_a_name_taken_while_the_file_is_written_is_told(client, here, officer, group):
    page = reviewed(client, ["Baru", "LTSA", "Kupang", "", "district", "Jalan"])

    with meanwhile(lambda: an_institution(name="Baru", region=here, group=group)):
        answer = confirmed(client, page)

    assert answer.status_code == 422
    assert "Daftar berubah selagi Anda memeriksa. Periksa sekali lagi." in answer.content.decode()
    assert rows_of(answer) == [(2, "changed", "Baru")]


def test_staff_import_national_rows(client, group):
    client.force_login(a_staff_member())
    confirmed(client, reviewed(client, ["KP2MI", "LTSA", "", "", "pusat", ""]))
    assert Institution.objects.get().region is None


# --- contacts


def test_a_contact_is_told_by_name_institution_and_region(client, here, officer, group):
    ours = an_institution(name="BP3MI", region=here, group=group)
    FormerName.objects.create(institution=ours, name="BP3TKI")
    known = a_contact(full_name="Suharti", institution=ours, region=here, group=group)
    page = reviewed(
        client,
        ["suharti", "Kepala", "BP3TKI", "LTSA", "Kupang", "0800-1"],
        ["Suharti", "", "", "LTSA", "Kupang", ""],
        heads=CONTACT_HEADS,
        place="narahubung",
    )
    assert rows_of(page) == [(2, "changed", "Suharti"), (3, "new", "Suharti")]
    confirmed(client, page)
    known.refresh_from_db()
    assert (known.full_name, known.position, known.phone) == ("Suharti", "Kepala", "0800-1")
    assert Contact.objects.exclude(pk=known.pk).get().institution is None


def test_a_contact_may_belong_to_a_national_institution(client, here, officer, group):
    national = an_institution(name="KP2MI", group=group)
    row = ["Suharti", "", "KP2MI", "LTSA", "Kupang", ""]
    confirmed(client, reviewed(client, row, heads=CONTACT_HEADS, place="narahubung"))
    assert Contact.objects.get().institution == national


def test_a_contact_cannot_be_put_into_a_foreign_institution(client, here, officer, group):
    an_institution(name="Rahasia", region=a_region(), group=group)
    row = ["Suharti", "", "Rahasia", "LTSA", "Kupang", ""]
    page = reviewed(client, row, heads=CONTACT_HEADS, place="narahubung")
    assert faults_of(page) == [[("Instansi", "“Rahasia” tidak tercatat di wilayah ini.")]]


def test_two_contacts_of_one_name_are_not_guessed(client, here, officer, group):
    for _number in range(2):
        a_contact(full_name="Suharti", region=here, group=group)
    page = reviewed(
        client, ["Suharti", "", "", "LTSA", "Kupang", ""], heads=CONTACT_HEADS, place="narahubung"
    )
    assert faults_of(page) == [
        [("", "Lebih dari satu narahubung tercatat dengan nama, instansi, dan wilayah ini.")]
    ]


@pytest.mark.parametrize(
    ("typed", "stored"), [("0812-3456-7890", "0812-3456-7890"), (81234567890, "+6281234567890"), ("", "")]
)
def test_a_mobile_number_that_lost_its_zero_is_mended(client, here, officer, group, typed, stored):
    row = ["Suharti", "", "", "LTSA", "Kupang", typed]
    confirmed(client, reviewed(client, row, heads=CONTACT_HEADS, place="narahubung"))
    assert Contact.objects.get().phone == stored


def test_any_other_number_cell_is_refused_as_a_phone(client, here, officer, group):
    row = ["Suharti", "", "", "LTSA", "Kupang", 380123456]
    page = reviewed(client, row, heads=CONTACT_HEADS, place="narahubung")
    assert [fault[0] for fault in faults_of(page)[0]] == ["Telepon"]


def test_a_wrong_address_is_refused_at_its_column(client, here, officer, group):
    heads = ["Nama", "Instansi", "Kelompok", "Wilayah", "Surel"]
    page = reviewed(client, ["Suharti", "", "LTSA", "Kupang", "surel"], heads=heads, place="narahubung")
    assert faults_of(page) == [[("Surel", "“surel” bukan alamat surel.")]]


# --- bad files


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "daftar.xlsx"),
        (b"Nama,Wilayah\nLTSA,Kupang\n", "daftar.xlsx"),
        (b"PK\x03\x04 rusak", "daftar.xlsx"),
        (b"Nama,Wilayah\nLTSA,Kupang\n", "daftar.txt"),
        (b"Nama,Wilayah\nLTSA,Kupang\n", "daftar"),
        (b"<html>", "daftar.xls"),
        (b"x" * (2 * 1024**2 + 1), "daftar.csv"),
        (xlsx(["Nama", "Wilayah"], *([str(number), ""] for number in range(6_000))), "daftar.xlsx"),
    ],
)
def test_a_bad_file_is_a_form_error_and_is_not_kept(client, officer, uploads, content, name):
    page = sent(client, content, name)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"file"}
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_no_file_at_all_is_a_form_error(client, officer):
    page = client.post("/instansi/impor/")
    assert page.context["form"].errors == {"file": ["Pilih berkasnya dahulu."]}


@pytest.mark.parametrize(
    "name", ["n" * 300 + ".xlsx", "../../etc/x.xlsx", "a\u202ex.xlsx", "a'b;c.xlsx", "😀.XLSX"]
)
def test_a_strange_file_name_harms_nothing(client, here, officer, group, uploads, name):
    page = sent(client, xlsx(["Nama", "Wilayah"], ["LTSA", "Kupang"]), name)
    assert page.status_code == 200
    kept = [path for path in uploads.rglob("*") if path.is_file()]
    assert [path.parent for path in kept] == [uploads / "registers" / str(officer.pk) / "institution"]


def test_no_english_reaches_the_reader(client, here, officer, group):
    page = reviewed(client, ["", "x", "x", "x", "x", "x" * 301])
    english = ("Error", "invalid", "required", "This field", "Ensure", "Line number", "Select a valid")
    assert [word for word in english if word in page.content.decode().split("<main")[1]] == []


# --- the upload between the two steps


def test_the_upload_waits_under_the_data_folder_for_its_owner_only(client, here, officer, group, uploads):
    page = reviewed(client, ["Baru", "LTSA", "Kupang", "", "district", ""])
    [kept] = [path for path in uploads.rglob("*") if path.is_file()]
    assert kept.parent == uploads / "registers" / str(officer.pk) / "institution"
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    url = page.wsgi_request.path

    for other in (an_officer(of=here), a_staff_member()):
        client.force_login(other)
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert not Institution.objects.exists()

    client.force_login(officer)
    confirmed(client, page)
    assert Institution.objects.filter(name="Baru").exists()
    assert not kept.exists()
    assert client.get(url).status_code == 404


def test_cancelling_removes_the_upload_and_writes_nothing(client, here, officer, group, uploads):
    page = reviewed(client, ["Baru", "LTSA", "Kupang", "", "district", ""])
    client.post(page.wsgi_request.path, {"cancel": "1"})
    assert [path for path in uploads.rglob("*") if path.is_file()] == []
    assert not Institution.objects.exists()


def test_confirming_twice_writes_once(client, here, officer, group):
    page = reviewed(client, ["Baru", "LTSA", "Kupang", "", "district", ""])
    confirmed(client, page)
    assert confirmed(client, page).status_code == 404
    assert Institution.objects.count() == 1


@pytest.mark.parametrize("name", ["x.xlsx", "..%2F..%2Fetc%2Fpasswd", "A" * 43 + ".exe", "A" * 43 + ".csv"])
def test_an_unknown_upload_is_not_found(client, officer, name):
    assert client.get(f"/instansi/impor/{name}/").status_code == 404


def test_the_same_file_again_changes_nothing(client, here, officer, group):
    row = ["Baru", "LTSA", "Kupang", "", "district", ""]
    confirmed(client, reviewed(client, row))
    before = state()
    page = reviewed(client, row)
    assert rows_of(page) == [(2, "unchanged", "Baru")]
    confirmed(client, page)
    assert state() == before


def test_a_review_writes_nothing_and_costs_the_same_for_one_row_and_three(client, here, officer, group):
    rows = [[f"Instansi {number}", "LTSA", "Kupang", "", "district", ""] for number in range(3)]
    counted = []
    for count in (1, 3):
        url = reviewed(client, *rows[:count]).wsgi_request.path
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_the_portal_keeps_uploads_of_the_library_for_their_owner_too(officer):
    from django.conf import settings
    from django.utils.module_loading import import_string

    assert import_string(settings.IMPORT_EXPORT_TMP_STORAGE_CLASS) is OwnedTempStorage
    with pytest.raises(TypeError):
        OwnedTempStorage(name="x")


def test_an_upload_of_contacts_does_not_exist_at_the_review_of_institutions(client, here, officer, group):
    page = reviewed(
        client, ["Suharti", "", ""], heads=["Nama lengkap", "Instansi", "Wilayah"], place="narahubung"
    )
    own = page.wsgi_request.path
    assert client.get(own.replace("narahubung", "instansi")).status_code == 404
    assert client.get(own).status_code == 200


def test_rows_of_a_place_where_one_does_not_import_any_more_are_refused_by_the_writing_itself(officer, group):
    """Between the review and the writing the posting may end."""
    elsewhere = a_region(name="Cilacap")
    new = Institution(group=group, name="Baru", level="district", region=elsewhere)
    known = an_institution(group=group, region=elsewhere, name="Lama")
    known.name = "Nama lain"
    person = Contact(group=group, full_name="Ani", region=elsewhere)
    for write, created, changed in (
        (import_institutions, [new], []),
        (import_institutions, [], [known]),
        (import_contacts, [person], []),
    ):
        with pytest.raises(ValidationError):
            write(created=created, changed=changed, fields=["name"], by=officer)
    known.refresh_from_db()
    assert (known.name, Institution.objects.count(), Contact.objects.count()) == ("Lama", 1, 0)
