"""Files of a record: kept under a name of our own, handed out as a download to who may see the record."""

import errno
import os

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from outreach.follow_ups.actions.steps import verify_follow_up
from outreach.models import Attachment, Complaint
from outreach.papers.actions.attachments import attach_file, delete_attachment
from outreach.papers.forms.attachments import AttachmentForm
from outreach.papers.rules import attachments as rules
from outreach.papers.views.attachments import attachments_part
from pmi_portal.accounts.permissions import Role
from pmi_portal.audit.models import Event
from pmi_portal.audit.trail import record
from pmi_portal.files.storage import WholeFileStorage
from tests.outreach.forms import words
from tests.support.files import GOOD, HTML, PDF, SVG
from tests.support.records import (
    a_complaint,
    a_follow_up,
    a_region,
    a_session,
    a_staff_member,
    a_user,
    an_event,
    an_observer,
    an_officer,
)

pytestmark = pytest.mark.django_db

OWNERS = {
    "session_attach": lambda region: a_session(event=an_event(region=region)),
    "complaint_attach": lambda region: a_complaint(region=region),
    "follow_up_attach": lambda region: a_follow_up(region=region),
}
USUAL_KIND = {"session_attach": "invitation", "complaint_attach": "evidence", "follow_up_attach": "evidence"}


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    storage = FileSystemStorage(location=tmp_path / "uploads")
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", storage)
    return tmp_path / "uploads"


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def upload(client, door, owner, name="surat.pdf", content=PDF, **typed):
    file = SimpleUploadedFile(name, content)
    typed = {"kind": USUAL_KIND[door], "file": file} | typed
    return client.post(reverse(door, args=[owner.pk]), typed)


def attached(owner, *, kind="evidence", content=PDF, name="surat.pdf", free=False):
    file, marked = SimpleUploadedFile(name, content), {"is_free_of_personal_data": free}
    return attach_file(owner=owner, kind=kind, file=file, **marked, by=a_staff_member())


@pytest.mark.parametrize("door", OWNERS)
def test_a_file_is_kept_with_each_kind_of_record(client, staff, folder, door):
    owner = OWNERS[door](a_region())

    answer = upload(client, door, owner, "Surat tugas.pdf")

    attachment = Attachment.objects.get()
    assert answer.url == f"{owner.get_absolute_url()}#lampiran"
    assert (attachment.owner, attachment.original_name, attachment.extension, attachment.size) == (
        owner,
        "Surat tugas.pdf",
        "pdf",
        len(PDF),
    )
    assert attachment.uploaded_by == staff
    (kept,) = files_in(folder)
    assert kept.read_bytes() == PDF
    assert "surat" not in kept.name.lower()
    assert kept.suffix == ""
    event = Event.objects.get(action="attachment.added")
    assert (event.actor, event.detail["owner_id"]) == (staff, owner.pk)
    assert "Surat" not in str(event.detail)


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_of_file_that_is_taken_comes_back_as_it_was(client, staff, name):
    attachment = attached(a_follow_up(), content=GOOD[name], name=name)

    answer = client.get(reverse("attachment_download", args=[attachment.pk]))

    assert b"".join(answer.streaming_content) == GOOD[name]
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_download_cannot_be_shown_or_run_or_kept_by_the_browser(client, staff):
    attachment = attached(a_follow_up(), name="Foto désa.pdf")

    answer = client.get(reverse("attachment_download", args=[attachment.pk]))

    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Foto%20d%C3%A9sa.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.svg", SVG), ("a.html", HTML), ("a.jpg", SVG), ("a.pdf", b""), ("a.exe.pdf", PDF)],
)
def test_what_is_not_taken_is_refused_on_a_page_and_nothing_is_kept(client, staff, folder, name, content):
    owner = a_follow_up()

    answer = upload(client, "follow_up_attach", owner, name, content)

    assert answer.status_code == 422
    assert not Attachment.objects.exists()
    assert files_in(folder) == []
    with pytest.raises(ValidationError):
        attached(owner, name=name, content=content)


def test_a_form_without_a_file_or_with_a_foreign_kind_is_refused(client, staff):
    owner = a_follow_up()

    assert client.post(reverse("follow_up_attach", args=[owner.pk]), {"kind": "evidence"}).status_code == 422
    assert upload(client, "follow_up_attach", owner, kind="attendance").status_code == 422


def test_the_same_file_is_kept_once_in_a_record(client, staff, folder):
    owner = a_follow_up()

    answers = [upload(client, "follow_up_attach", owner).status_code for _time in range(2)]

    assert answers == [302, 422]
    assert len(files_in(folder)) == Attachment.objects.count() == 1
    attached(a_follow_up())
    assert Attachment.objects.count() == 2


def test_a_record_takes_thirty_files(client, staff):
    owner = a_follow_up()
    for number in range(rules.MOST_FILES):
        Attachment.objects.create(follow_up=owner, kind="evidence", size=1, sha256=str(number))

    answer = upload(client, "follow_up_attach", owner)

    assert answer.status_code == 422
    assert "paling banyak 30 lampiran" in words(answer)


def test_a_file_whose_row_cannot_be_written_does_not_stay(staff, folder, monkeypatch):
    def fails(action, **detail):
        record(action, **detail)
        raise RuntimeError

    monkeypatch.setattr("outreach.papers.actions.attachments.record", fails)

    with pytest.raises(RuntimeError):
        attached(a_follow_up())

    assert files_in(folder) == []


@pytest.mark.parametrize("door", OWNERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_file_of_another_region_is_not_found(client, door, method):
    owner = OWNERS[door](a_region())
    attachment = attached(owner)
    client.force_login(a_user("kpkp_staff", of=a_region()))

    for address in (
        reverse("attachment_download", args=[attachment.pk]),
        reverse("attachment_delete", args=[attachment.pk]),
        reverse(door, args=[owner.pk]),
    ):
        assert getattr(client, method)(address).status_code == 404
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("door", ["complaint_attach", "follow_up_attach"])
def test_an_observer_gets_no_file_of_a_record_that_is_not_shown_to_observers(client, door):
    region = a_region()
    attachment = attached(OWNERS[door](region))
    client.force_login(an_observer(of=region))

    assert client.get(reverse("attachment_download", args=[attachment.pk])).status_code == 404


def test_an_attendance_list_is_for_those_who_may_see_the_contacts(client, staff):
    session = a_session()
    listed, invitation = (
        attached(session, kind=kind, content=PDF + kind.encode()) for kind in ("attendance", "invitation")
    )
    observer = an_observer()

    for user, seen in ((observer, [invitation]), (staff, [listed, invitation])):
        client.force_login(user)
        assert list(attachments_part(session, user)["attachments"]) == seen
        status = client.get(reverse("attachment_download", args=[listed.pk])).status_code
        assert status == (200 if listed in seen else 404)


def test_a_file_of_a_complaint_is_for_those_who_may_know_who_reported_unless_it_is_marked(client, staff):
    complaint = a_complaint()
    personal, free = attached(complaint, name="kartu.pdf"), attached(complaint, content=PDF + b"2", free=True)
    board = a_user(Role.BOARD)

    for user, seen in ((board, [free]), (staff, [personal, free])):
        client.force_login(user)
        page = client.get(complaint.get_absolute_url()).content.decode()
        assert ("kartu.pdf" in page) == (personal in seen)
        assert list(attachments_part(complaint, user)["attachments"]) == seen
        for attachment in (personal, free):
            status = client.get(reverse("attachment_download", args=[attachment.pk])).status_code
            assert status == (200 if attachment in seen else 404)


@pytest.mark.parametrize(("typed", "free"), [({}, False), ({"is_free_of_personal_data": "on"}, True)])
def test_a_file_of_a_complaint_is_personal_until_somebody_says_that_it_is_not(client, staff, typed, free):
    upload(client, "complaint_attach", a_complaint(), **typed)
    assert Attachment.objects.get().is_free_of_personal_data is free


def test_only_a_complaint_asks_whether_a_file_is_free_of_personal_data():
    asking = [
        owner._meta.model_name
        for owner in (a_session(), a_complaint(), a_follow_up())
        if "is_free_of_personal_data" in AttachmentForm(owner=owner).fields
    ]
    assert asking == ["complaint"]


class FullDisk(WholeFileStorage):
    """A disk that has room for a few bytes."""

    def _save(self, name, content):
        return super()._save(name, ContentThatEnds(content))


class ContentThatEnds:
    def __init__(self, content):
        self.content = content

    def chunks(self):
        yield self.content.read(8)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("door", OWNERS)
def test_a_full_disk_is_said_in_a_sentence_and_leaves_neither_file_nor_row(
    client, staff, monkeypatch, tmp_path, door
):
    storage = FullDisk(location=tmp_path / "full")
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", storage)

    answer = upload(client, door, OWNERS[door](a_region()))

    assert answer.status_code == 507
    assert "Ruang penyimpanan portal penuh; berkas ini belum tersimpan." in words(answer)
    assert (files_in(tmp_path / "full"), Attachment.objects.count()) == ([], 0)


def test_who_may_only_read_may_not_delete(client):
    attachment = attached(a_session())
    client.force_login(an_officer(of=attachment.session.event.region))

    assert client.get(reverse("attachment_download", args=[attachment.pk])).status_code == 200
    assert client.post(reverse("attachment_delete", args=[attachment.pk])).status_code == 404
    assert upload(client, "session_attach", attachment.session).status_code == 403


def test_deleting_asks_first_and_takes_the_file_away_for_good(
    client, staff, folder, django_capture_on_commit_callbacks
):
    attachment = attached(a_follow_up())
    address = reverse("attachment_delete", args=[attachment.pk])
    assert attachment.original_name in words(client.get(address))
    assert Attachment.objects.count() == 1

    with django_capture_on_commit_callbacks() as callbacks:
        answer = client.post(address)
    assert len(files_in(folder)) == 1  # a transaction that fails must not have lost the file
    for callback in callbacks:
        callback()

    assert answer.url == f"{attachment.follow_up.get_absolute_url()}#lampiran"
    assert not Attachment.objects.exists()
    assert files_in(folder) == []
    event = Event.objects.get(action="attachment.deleted")
    assert (event.actor, event.subject_id) == (staff, str(attachment.pk))


def test_the_evidence_of_what_was_verified_stays(client, staff):
    follow_up = a_follow_up(state="done", done_on="2024-06-10", verified_at=timezone.now())
    attachment = attached(follow_up)
    address = reverse("attachment_delete", args=[attachment.pk])

    assert address not in client.get(follow_up.get_absolute_url()).content.decode()
    assert "jadi buktinya tidak dihapus" in words(client.get(address))
    assert client.post(address).status_code == 422
    assert Attachment.objects.count() == 1


def test_the_files_of_an_ended_complaint_stay_as_they_are(client, staff, folder):
    complaint = a_complaint()
    attachment = attached(complaint)
    ended = {"status": "archived", "closed_at": timezone.now(), "verified_at": timezone.now(), "holder": ""}
    Complaint.objects.filter(pk=complaint.pk).update(**ended)
    address = reverse("attachment_delete", args=[attachment.pk])

    assert "sudah berakhir, jadi lampirannya tetap" in words(client.get(address))
    assert client.post(address).status_code == 422
    answer = upload(client, "complaint_attach", complaint, content=PDF + b"2")
    assert answer.status_code == 422
    assert "sudah berakhir" in words(answer)
    page = client.get(complaint.get_absolute_url()).content.decode()
    assert reverse("complaint_attach", args=[complaint.pk]) not in page
    assert attachment.original_name in page
    assert (Attachment.objects.count(), len(files_in(folder))) == (1, 1)


def test_a_file_that_is_gone_from_the_disk_is_not_found(client, staff):
    attachment = attached(a_follow_up())
    attachment.file.storage.delete(attachment.file.name)

    assert client.get(reverse("attachment_download", args=[attachment.pk])).status_code == 404


def test_the_page_lists_the_files_with_kind_size_and_who(client, staff):
    attachment = attached(a_follow_up(), name="Surat dinas.pdf")

    page = words(client.get(attachment.follow_up.get_absolute_url()))

    assert "Surat dinas.pdf bukti" in page
    assert f"oleh {attachment.uploaded_by}" in page
    assert "Lampirkan berkas" in page


def test_evidence_stays_that_was_verified_while_somebody_was_about_to_delete_it(staff):
    follow_up = a_follow_up(state="done", done_on="2024-06-10")
    attachment = Attachment.objects.with_owner().get(pk=attached(follow_up).pk)
    verify_follow_up(follow_up=follow_up, by=staff)

    with pytest.raises(ValidationError):
        delete_attachment(attachment=attachment, by=staff)

    assert Attachment.objects.count() == 1
