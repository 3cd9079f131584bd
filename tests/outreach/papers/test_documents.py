"""Documents of a session: what they say, who may have them, and templates that staff edit."""

import io
import re
from datetime import UTC, date, datetime, time

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from docx import Document

from outreach.models import DiscussionGuide, DocumentTemplate, FgdSession
from outreach.papers.documents.attendance import attendance_document
from outreach.papers.documents.content import session_document
from outreach.papers.documents.files import HERE
from outreach.papers.documents.matrix import SOURCE, matrix_document
from outreach.papers.documents.sample import EMPTY, FULL
from outreach.papers.documents.word import own_template
from pmi_portal.audit.models import Event
from pmi_portal.paper import pdf
from stakeholders.models import District, Region
from tests.support.records import (
    a_complaint,
    a_district,
    a_follow_up,
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    an_administrator,
    an_event,
    an_institution,
    an_observer,
    an_officer,
)

pytestmark = pytest.mark.django_db

FILES = ["notulen.docx", "notulen.pdf", "berita-acara.docx", "berita-acara.pdf", "daftar-hadir.pdf"]
ODD = "Loket <tutup> & {{ 7 * 7 }} {% for %}\nbaris 2 \x07😀 مرحبا #panic()"
ODD_SHOWN = "Loket <tutup> & {{ 7 * 7 }} {% for %}\nbaris 2 😀 مرحبا #panic()"


@pytest.fixture(autouse=True)
def kept_apart(monkeypatch, tmp_path):
    field = DocumentTemplate._meta.get_field("file")
    monkeypatch.setattr(field, "storage", FileSystemStorage(location=tmp_path / "uploads"))


@pytest.fixture
def guide():
    guide = DiscussionGuide.objects.create(title="Panduan")
    for order, text in enumerate(["Apa yang Anda ketahui?", "Siapa yang menangani?"], start=1):
        guide.questions.create(order=order, text=text)
    return guide


@pytest.fixture
def session(guide):
    """A sitting with a little of everything."""
    region = a_region(name="Tulungagung", time_zone="Asia/Jakarta")
    session = a_session(
        event=an_event(title="FGD layanan PMI", region=region, purpose="Mendengar PMI"),
        held_on=date(2019, 8, 7),
        starts_at=time(9),
        ends_at=time(11, 30),
        venue="Balai desa",
        guide=guide,
        conclusions="Desa mendata.",
    )
    session.team.create(role="facilitator", name="Siti Rahma")
    session.team.create(role="note_taker", name="Budi")
    village = a_group(code="DESA", name="Kepala desa")
    office = an_institution(name="Desa Sukamaju", group=village, region=region)
    a_participation(session=session, group=village, institution=office, people=2, women=1)
    session.invitations.create(group=a_group(name="Bank"), answer="refused", reason="Ada rapat", people=1)
    first = guide.questions.first()
    session.points.create(question=first, text="Sebagian tahu.")
    said = {"session": session, "group": village}
    a_statement(
        **said, question=first, text=ODD, speaker_code="P1-DESA", is_quote=True, agreement="consensus"
    )
    a_statement(**said, text="Iuran berat.")
    return FgdSession.objects.with_place().get(pk=session.pk)


def told(session, user=None):
    return session_document(session, user or a_staff_member())


def words_of(content):
    """The text of a Word file as a person reads it: paragraphs, then the cells of its tables."""
    document = Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def test_the_document_tells_when_and_where_in_words(session):
    data = told(session)

    assert data["hari_tanggal"] == "Rabu, 7 Agustus 2019"
    assert data["tanggal_terbilang"] == "tanggal tujuh bulan Agustus tahun dua ribu sembilan belas"
    assert (data["waktu"], data["jam_selesai"]) == ("09.00–11.30 WIB", "11.30 WIB")
    assert (data["tempat"], data["wilayah"], data["kabupaten"]) == ("Balai desa", "Tulungagung", "")
    assert (data["pemimpin"], data["notulis"], data["pengamat"]) == ("Siti Rahma", "Budi", "")


def test_the_document_tells_the_district_by_its_name_of_that_day(session):
    district = a_district(region=session.event.region, name="Kab. Baru")
    district.former_names.create(name="Kab. Lama", valid_to=date(2019, 12, 31))
    session.event.district = district
    assert told(session)["kabupaten"] == "Kab. Lama"


def test_the_document_tells_who_came_and_who_did_not(session):
    data = told(session)

    assert data["peserta"] == [
        {
            "no": 1,
            "kode": "DESA",
            "kelompok": "Kepala desa",
            "instansi": "Desa Sukamaju",
            "jumlah": "2",
            "perempuan": "1",
            "laki_laki": "",
        }
    ]
    assert data["jumlah_hadir"] == "2 orang"
    assert [(one["kelompok"], one["jawaban"], one["alasan"]) for one in data["tidak_hadir"]] == [
        ("Bank", "menolak", "Ada rapat")
    ]


@pytest.mark.parametrize(
    ("people", "told_so"),
    [
        ([], ""),
        ([None, None], "Diskusi dihadiri wakil 2 kelompok atau instansi."),
        ([1200, 34], "Diskusi dihadiri 1.234 orang dari 2 kelompok atau instansi."),
        (
            [30, None, 4, None],
            "Diskusi dihadiri 34 orang dari 2 kelompok atau instansi; "
            "2 kelompok atau instansi lain hadir tanpa dihitung.",
        ),
    ],
)
def test_places_that_were_not_counted_are_not_told_as_counted(people, told_so):
    session = a_session()
    for number in people:
        a_participation(session=session, people=number)

    assert told(FgdSession.objects.with_place().get())["kehadiran"] == told_so


def test_the_official_record_on_word_and_paper_says_who_was_not_counted(client, session):
    a_participation(session=session, people=None)
    client.force_login(a_staff_member())
    data = told(session) | {"judul_dokumen": "", "dicetak": ""}
    source = HERE / "typst" / "official_record.typ"

    word = client.get(f"/fgd/{session.pk}/dokumen/berita-acara.docx").content

    assert (
        "Diskusi dihadiri 2 orang dari 1 kelompok atau instansi; "
        "1 kelompok atau instansi lain hadir tanpa dihitung."
    ) in words_of(word)
    # Set at one moment each, for the second of making is part of a PDF.
    moment = datetime(2026, 8, 7, 10, tzinfo=UTC)
    printed = pdf.typeset(source, data, moment)
    assert printed == pdf.typeset(source, data, moment)
    assert printed != pdf.typeset(source, data | {"kehadiran": ""}, moment)


def test_the_discussion_follows_the_guide_and_the_rest_comes_last(session):
    blocks = told(session)["pembahasan"]

    assert [(block["no"], block["pertanyaan"], block["pokok"]) for block in blocks] == [
        (1, "Apa yang Anda ketahui?", "Sebagian tahu."),
        (2, "Siapa yang menangani?", ""),
        (3, "Pernyataan di luar pertanyaan panduan", ""),
    ]
    assert [[one["isi"] for one in block["pernyataan"]] for block in blocks] == [
        [f"“{ODD_SHOWN}”"],
        [],
        ["Iuran berat."],
    ]
    assert [block["pernyataan"][0]["pembicara"] for block in (blocks[0], blocks[2])] == ["P1-DESA", "DESA"]


def test_a_session_without_a_guide_tells_its_statements():
    said = a_statement()
    session = FgdSession.objects.with_place().get(pk=said.session_id)

    assert [block["pertanyaan"] for block in told(session)["pembahasan"]] == ["Pernyataan peserta"]


def test_what_the_whole_table_agreed_on_stands_in_the_record(session):
    assert told(session)["disepakati"] == [ODD_SHOWN]


def test_those_who_were_there_sign_with_the_team_first(session):
    assert [(one["nama"], one["jabatan"], one["lembaga"]) for one in told(session)["penanda_tangan"]] == [
        ("Siti Rahma", "pemimpin diskusi", "BPJS Ketenagakerjaan"),
        ("Budi", "notulis", "BPJS Ketenagakerjaan"),
        ("", "", "Desa Sukamaju"),
    ]


def test_follow_ups_of_any_origin_are_told_but_only_to_who_may_see_them(session):
    said = session.statements.first()
    theirs = [
        a_follow_up(session=session, due_on=date(2024, 6, 1)),
        a_follow_up(statement=said, due_on=date(2024, 6, 2)),
        a_follow_up(complaint=a_complaint(statement=said), due_on=date(2024, 6, 3)),
    ]
    a_follow_up(recommendation="Milik sesi lain")

    assert [one["nomor"] for one in told(session)["tindak_lanjut"]] == [one.number for one in theirs]
    assert told(session, an_observer())["tindak_lanjut"] == []


def test_a_session_without_an_end_tells_when_it_began(session):
    FgdSession.objects.filter(pk=session.pk).update(ends_at=None)
    data = told(FgdSession.objects.with_place().get(pk=session.pk))
    assert (data["waktu"], data["jam_selesai"]) == ("mulai 09.00 WIB", "")


def test_a_session_without_hours_tells_none(session):
    FgdSession.objects.filter(pk=session.pk).update(starts_at=None, ends_at=None)
    data = told(FgdSession.objects.with_place().get(pk=session.pk))
    assert (data["waktu"], data["jam_selesai"]) == ("", "")


def test_a_document_is_indonesian_whatever_the_reader_chose(session):
    with translation.override("en"):
        data = told(session)

    assert (data["hari"], data["waktu"]) == ("Rabu", "09.00–11.30 WIB")
    assert data["tidak_hadir"][0]["jawaban"] == "menolak"


def test_a_sample_says_so(session):
    assert told(session)["data_contoh"] == ""
    session.event.is_sample = True
    assert told(session)["data_contoh"] == "DATA CONTOH"


def shape(value):
    """Names without values, so that two records can be compared."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value)


def test_templates_are_tried_on_a_sample_with_every_field(session):
    a_follow_up(session=session)
    data = told(session) | {"judul_dokumen": ""}

    assert shape(data) == shape(FULL)
    assert EMPTY.keys() == FULL.keys()


def test_the_attendance_list_gives_each_person_expected_a_code(session):
    session.invitations.create(group=a_group(code="LSM", name="LSM", order=32_000), people=2)

    lines = attendance_document(session, a_staff_member())["baris"]

    codes = [line["kode"] for line in lines]
    assert codes[:2] == ["P1-DESA", "P2-DESA"]
    assert [line["lembaga"] for line in lines[:2]] == ["Desa Sukamaju"] * 2
    assert [code.partition("-")[2] for code in codes[-8:]] == ["LSM", "LSM", *[""] * 6]
    assert [line["no"] for line in lines] == [str(number) for number in range(1, len(lines) + 1)]


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ({"answer": "accepted", "people": 3, "absent": 1}, 2),
        ({"answer": "accepted", "people": 3, "absent": 3}, 0),
        ({"answer": "open", "people": 3}, 3),
        ({"answer": "open"}, 1),
        ({"answer": "refused", "people": 3}, 0),
        ({"answer": "no_show", "people": 3}, 0),
    ],
)
def test_the_attendance_list_keeps_lines_for_who_is_to_come(session, asked, lines):
    session.invitations.create(group=a_group(code="LSM", name="LSM", order=32_000), **asked)

    codes = [line["kode"] for line in attendance_document(session, a_staff_member())["baris"]]

    assert len([code for code in codes if code.endswith("-LSM")]) == lines


def test_who_declined_and_came_after_all_has_lines(session):
    group = a_group(code="LSM", name="LSM", order=32_000)
    session.invitations.create(group=group, answer="refused", people=3)
    session.participations.create(group=group, people=2)

    codes = [line["kode"] for line in attendance_document(session, a_staff_member())["baris"]]

    assert len([code for code in codes if code.endswith("-LSM")]) == 2


@pytest.mark.parametrize(("asked", "lines"), [(3, 3), (None, 1)])
def test_who_came_in_a_number_nobody_noted_has_the_lines_of_the_invitation_or_one(session, asked, lines):
    group = a_group(code="LSM", name="LSM", order=32_000)
    if asked:
        session.invitations.create(group=group, answer="accepted", people=asked)
    session.participations.create(group=group, people=None)

    codes = [line["kode"] for line in attendance_document(session, a_staff_member())["baris"]]

    assert len([code for code in codes if code.endswith("-LSM")]) == lines


def test_the_foot_of_a_paper_tells_the_hour_where_the_session_was(session):
    Region.objects.update(time_zone="Asia/Makassar")
    District.objects.update(time_zone="Asia/Makassar")
    session = FgdSession.objects.get()

    for document in (session_document, attendance_document):
        with timezone.override("Asia/Jakarta"):
            assert " WITA, oleh " in document(session, a_staff_member())["dicetak"]


@pytest.mark.parametrize("name", FILES)
def test_every_document_is_handed_out_and_noted(client, session, name):
    staff = a_staff_member()
    client.force_login(staff)

    answer = client.get(f"/fgd/{session.pk}/dokumen/{name}")

    kind, _dot, extension = name.rpartition(".")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{kind}-2019-08-07-fgd-layanan-pmi.{extension}"'
    )
    assert answer.content.startswith(b"%PDF" if extension == "pdf" else b"PK")
    event = Event.objects.get(action="session.document_downloaded")
    assert (event.actor, event.subject_id, event.detail) == (
        staff,
        str(session.pk),
        {"name": name, "day": str(session.held_on)},
    )


@pytest.mark.parametrize("name", ["notulen.docx", "berita-acara.docx"])
def test_a_word_document_shows_texts_as_they_were_written(client, session, name):
    client.force_login(a_staff_member())

    text = words_of(client.get(f"/fgd/{session.pk}/dokumen/{name}").content)

    assert ODD_SHOWN in text
    for fact in ("Desa Sukamaju", "Desa mendata.", "Siti Rahma", "Kepala desa" if "not" in name else "Rabu"):
        assert fact in text, fact
    assert "{%" not in text.replace("{% for %}", "")


def test_a_document_of_another_region_or_kind_is_not_found(client, session):
    client.force_login(an_officer(of=a_region()))
    assert client.get(f"/fgd/{session.pk}/dokumen/notulen.pdf").status_code == 404
    client.force_login(a_staff_member())
    assert client.get(f"/fgd/{session.pk}/dokumen/rahasia.pdf").status_code == 404
    assert Event.objects.filter(action="session.document_downloaded").count() == 0


def test_the_name_of_a_file_is_plain_and_short(client):
    session = a_session(event=an_event(title='../"Évaluasi"\r\n' + "panjang " * 20), held_on=date(2024, 5, 6))
    client.force_login(a_staff_member())

    name = client.get(f"/fgd/{session.pk}/dokumen/notulen.docx").headers["Content-Disposition"]

    assert re.fullmatch(r'attachment; filename="notulen-2024-05-06-evaluasi(-panjang){6}\.docx"', name)


def test_a_pdf_that_fails_is_told_on_the_page_and_not_noted(client, session, monkeypatch):
    monkeypatch.setattr(pdf, "TIME_LIMIT", 0.001)
    client.force_login(a_staff_member())

    answer = client.get(f"/fgd/{session.pk}/dokumen/notulen.pdf", follow=True)

    assert "PDF tidak dapat dibuat" in answer.content.decode()
    assert Event.objects.filter(action="session.document_downloaded").count() == 0


def test_a_document_takes_as_many_queries_for_three_statements_as_for_one(session):
    user = a_staff_member()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            session_document(session, user)
        return len(captured)

    queries()
    before = queries()
    for _time in range(2):
        said = a_statement(session=session, question=session.guide.questions.last())
        a_participation(session=session, group=said.group, institution=an_institution(group=said.group))
        a_follow_up(statement=said)
        session.invitations.create(group=said.group, answer="no_show")
    assert queries() == before


# The follow-up matrix


def test_the_matrix_is_printed_as_filtered_and_noted(client):
    ours, theirs = a_follow_up(), a_follow_up()
    staff = a_staff_member()
    client.force_login(staff)

    answer = client.get(f"/tindak-lanjut/matriks.pdf?region={ours.region.code}")

    assert theirs.region_id != ours.region_id
    assert answer.content.startswith(b"%PDF")
    assert re.search(r"matriks-tindak-lanjut-[\d-]+\.pdf", answer.headers["Content-Disposition"])
    event = Event.objects.get()
    assert (event.actor, event.detail) == (staff, {"rows": 1})


def test_the_matrix_shows_dates_in_words_and_texts_as_written():
    rows = [["No.", "Batas"], [None, date(2024, 6, 1)], [ODD, ""], ["Hanya sebagian."]]

    data = matrix_document(rows, about="", user=a_staff_member())

    assert data["judul_kolom"] == ["No.", "Batas"]
    assert data["baris"] == [["", "1 Juni 2024"], [ODD_SHOWN, ""], ["Hanya sebagian."]]
    assert data["tentang"] == "Semua tindak lanjut"
    assert pdf.typeset(SOURCE, data).startswith(b"%PDF")


def test_a_matrix_too_long_for_paper_says_so():
    data = matrix_document([["No."], *([n] for n in range(1001))], about="", user=a_staff_member())

    assert len(data["baris"]) == 1001
    assert data["baris"][-1] == ["Hanya 1.000 baris pertama; semuanya ada di berkas Excel."]


# Templates


def a_template(*paragraphs):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return _bytes(document)


def _bytes(document):
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def with_foreign_link():
    document = Document()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    document.part.relate_to("https://jahat.example/a.dotm", kind, is_external=True)
    return _bytes(document)


def upload(client, content, name="templat.docx", kind="minutes"):
    form = {"kind": kind, "name": "Templat kami", "file": SimpleUploadedFile(name, content), "active": "on"}
    return client.post("/admin/outreach/documenttemplate/add/", form)


@pytest.fixture
def admin(client):
    person = an_administrator()
    client.force_login(person)
    return person


@pytest.mark.parametrize("kind", DocumentTemplate.Kind.values)
def test_the_portals_own_template_can_be_fetched_and_is_accepted(client, admin, kind):
    own = client.get(f"/dokumen/templat/{kind}.docx")

    assert own.content == own_template(kind).read_bytes()
    assert upload(client, own.content, kind=kind).status_code == 302
    kept = DocumentTemplate.objects.get()
    assert client.get(f"/dokumen/templat/{kept.pk}/").content == own.content
    assert Event.objects.filter(action="documenttemplate.created", actor=admin).count() == 1


def test_the_screen_of_a_new_template_leads_to_the_portals_own(client, admin):
    page = client.get("/admin/outreach/documenttemplate/add/").content.decode()

    for kind in DocumentTemplate.Kind.values:
        assert f'href="/dokumen/templat/{kind}.docx"' in page


def test_the_newest_active_template_is_used(client, admin, session):
    for text in ("lama", "baru", "dimatikan"):
        upload(client, a_template(f"Templat {text}: {{{{ kegiatan }}}}"))
    DocumentTemplate.objects.filter(pk=DocumentTemplate.objects.order_by("-pk")[0].pk).update(active=False)

    content = client.get(f"/fgd/{session.pk}/dokumen/notulen.docx").content

    assert words_of(content) == "Templat baru: FGD layanan PMI"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (a_template("Judul {{ kegiatn }}"), "Baris “Judul {{ kegiatn }}”: isian “kegiatn” tidak dikenal."),
        (
            a_template("{%p for orang in peserta %}", "{{ orang.umur }}", "{%p endfor %}"),
            "Baris “{{ orang.umur }}{% endfor %}”: isian “umur” tidak dikenal.",
        ),
        (a_template("{% if sesi %}"), "tidak dapat dibaca"),
        (a_template("{{ kegiatan"), "tidak dapat dibaca"),
        (a_template("{{ kegiatan.__class__ }}"), "Baris “{{ kegiatan.__class__ }}” tidak dapat dibaca"),
        (a_template("{{ 'a' * 10 }}"), "hanya isian, “if”, dan “for” yang boleh dipakai"),
        (a_template("{% for n in range(9) %}a{% endfor %}"), "hanya isian"),
        (a_template("{% include 'x' %}"), "hanya isian"),
        (a_template("{%p if sesi %}", "{{ kegiatan|xmlattr }}", "{%p endif %}"), "hanya isian"),
        (with_foreign_link(), "mengambil isi dari tempat lain (https://jahat.example/a.dotm)"),
        (b"PK\x03\x04 bukan zip", "bukan .docx yang utuh"),
        (b"", "kosong"),
    ],
)
def test_a_broken_template_is_refused_with_its_reason(client, admin, content, reason):
    answer = upload(client, content)

    assert (answer.status_code, DocumentTemplate.objects.count()) == (
        (302, 1) if reason is None else (200, 0)
    )
    if reason:
        errors = " ".join(answer.context["adminform"].form.errors["file"])
        assert reason in errors


def test_only_word_documents_are_templates(client, admin):
    answer = upload(client, a_template("x"), name="templat.pdf")

    assert answer.context["adminform"].form.errors["file"] == ["Unggah dokumen Word dengan akhiran .docx."]


def test_a_template_that_cuts_a_paragraph_is_refused(client, admin):
    answer = upload(client, a_template("{% if sesi %}a", "b", "{%p endif %}"))

    (error,) = answer.context["adminform"].form.errors["file"]
    assert "memotong paragraf atau baris tabel" in error


def test_a_template_in_use_is_renamed_or_switched_off_but_its_file_stays(client, admin):
    upload(client, a_template("{{ kegiatan }}"))
    kept = DocumentTemplate.objects.get()

    page = client.get(f"/admin/outreach/documenttemplate/{kept.pk}/change/").content.decode()
    client.post(f"/admin/outreach/documenttemplate/{kept.pk}/change/", {"name": "Nama baru"})

    before, after = kept.file.name, DocumentTemplate.objects.get()
    assert 'type="file"' not in page
    assert (after.name, after.active, after.file.name) == ("Nama baru", False, before)


def test_papers_bear_the_names_of_the_day_of_the_session():
    institution = an_institution(name="BP3MI NTT")
    institution.former_names.create(name="BP3TKI Kupang", valid_to=date(2019, 12, 31))
    institution.group.former_names.create(name="Balai TKI", valid_to=date(2019, 12, 31))
    told = []
    for day in (date(2019, 5, 6), date(2024, 5, 6)):
        session = a_session(held_on=day)
        session.event.region.former_names.create(name="Flores", valid_to=date(2019, 12, 31))
        a_participation(session=session, group=institution.group, institution=institution)
        a_statement(session=session, group=institution.group)
        document = session_document(session, a_staff_member())
        (present,), (block,) = document["peserta"], document["pembahasan"]
        (line, *_spare) = attendance_document(session, a_staff_member())["baris"]
        names = (
            present["kelompok"],
            present["instansi"],
            block["pernyataan"][0]["kelompok"],
            line["lembaga"],
        )
        told.append((document["wilayah"], *names))
    assert told == [
        ("Flores", "Balai TKI", "BP3TKI Kupang", "Balai TKI", "BP3TKI Kupang"),
        (session.event.region.name, institution.group.name, "BP3MI NTT", institution.group.name, "BP3MI NTT"),
    ]
