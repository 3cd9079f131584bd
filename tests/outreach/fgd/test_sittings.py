"""The record around a session: its team, its invitations, its facts and its outcome."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from outreach.fgd.actions.sessions import edit_session
from outreach.fgd.actions.sittings import record_invitations, record_team
from outreach.fgd.forms.sittings import InvitationRows, TeamRows
from outreach.fgd.rules import sittings
from outreach.ground.rules import today_at
from outreach.models import FgdSession, Invitation, Participation, TeamMember
from pmi_portal.audit.models import Event
from pmi_portal.words.formats import show_date
from tests.outreach.forms import event_form, fgd_form, rows, sent_by, session_form, shown, words
from tests.support.records import (
    LONG_AGO,
    a_board_member,
    a_group,
    a_guide,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_team_member,
    an_event,
    an_institution,
    an_invitation,
)

pytestmark = pytest.mark.django_db
SOMEBODY = {"role": "facilitator", "name": "Ratna", "sex": "P", "training": "Fasilitasi 40 jam"}


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def send_team(client, session, *team, existing=0):
    return client.post(f"/fgd/{session.pk}/tim/", rows("team", *team, existing=existing))


def invite(client, session, *invitations, existing=0):
    sent = rows("invitations", *invitations, existing=existing)
    return client.post(f"/fgd/{session.pk}/undangan/", sent)


def an_answer(group, **typed):
    return {"group": group.pk, "institution": "", "channel": "surat", "answer": "accepted"} | typed


def test_the_team_is_written_row_by_row_and_told_on_the_page(client, staff):
    session = a_session()

    answer = send_team(client, session, SOMEBODY, {"role": "note_taker", "name": "Wahyu"}, {})

    assert answer.url == f"/fgd/{session.pk}/#tim"
    assert list(session.team.values_list("role", "name", "sex")) == [
        ("facilitator", "Ratna", "P"),
        ("note_taker", "Wahyu", ""),
    ]
    event = Event.objects.get()
    assert (event.action, event.actor, event.detail) == ("session.team_recorded", staff, {"people": 2})
    page = words(client.get(f"/fgd/{session.pk}/"))
    assert "Ratna" in page
    assert "Tim dicatat: 2 orang" in page


def test_a_member_of_the_team_is_changed_and_taken_out(client, staff):
    session = a_session()
    one, two = a_team_member(session=session), a_team_member(session=session)

    send_team(
        client,
        session,
        SOMEBODY | {"id": one.pk, "name": "Ratna K."},
        {"id": two.pk, "role": two.role, "name": two.name, "DELETE": "on"},
        existing=2,
    )

    assert list(session.team.values_list("pk", "name")) == [(one.pk, "Ratna K.")]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"name": "Ratna"}, "team-0-role"),
        ({"role": "facilitator", "training": "x"}, "team-0-name"),
        ({"role": "boss", "name": "Ratna"}, "team-0-role"),
        ({"role": "observer", "name": "x" * 151}, "team-0-name"),
    ],
)
def test_a_faulty_member_is_refused_and_nobody_is_written(client, staff, row, fault):
    answer = send_team(client, a_session(), row)

    assert answer.status_code == 422
    assert list(answer.context["rows"].errors) == [fault]
    assert TeamMember.objects.count() == 0


def test_what_another_person_changed_in_a_row_meanwhile_is_kept(client, staff):
    session = a_session()
    member = a_team_member(session=session, occupation="")
    page = client.get(f"/fgd/{session.pk}/tim/").context["rows"].formset
    TeamMember.objects.filter(pk=member.pk).update(occupation="Peneliti")
    sent = shown(page.forms[0]) | {"team-0-training": "Fasilitasi"}

    client.post(f"/fgd/{session.pk}/tim/", sent | rows("team", {}, existing=1))

    member.refresh_from_db()
    assert (member.occupation, member.training) == ("Peneliti", "Fasilitasi")


def test_what_both_changed_in_a_row_is_asked_and_nothing_is_lost(client, staff):
    session = a_session()
    member = a_team_member(session=session, occupation="Guru")
    page = client.get(f"/fgd/{session.pk}/tim/").context["rows"].formset
    TeamMember.objects.filter(pk=member.pk).update(occupation="Peneliti")
    sent = shown(page.forms[0]) | {"team-0-occupation": "Dosen"}

    answer = client.post(f"/fgd/{session.pk}/tim/", sent | rows("team", {}, existing=1))

    assert answer.status_code == 409
    assert "Dosen" in words(answer)
    assert "Peneliti" in words(answer)
    assert TeamMember.objects.get().occupation == "Peneliti"


def test_all_other_groups_are_invited_at_once_and_nobody_twice(client, staff):
    session, asked = a_session(), a_group()
    others = {a_group(), a_group()}
    a_group(valid_to=LONG_AGO)
    address = f"/fgd/{session.pk}/undangan/"
    an_invitation(session=session, group=asked, answer="refused")
    assert "Simpan dan undang 2 kelompok lainnya" in words(client.get(address))

    sent = sent_by(client.get(address))
    answer = client.post(address, sent | {"semua": "1"}, follow=True)

    assert "2 kelompok ditambahkan. Lengkapi instansi dan jawabannya." in words(answer)
    assert "kelompok lainnya" not in words(answer)
    told = {one.group: one.answer for one in session.invitations.all()}
    assert told == {asked: "refused"} | dict.fromkeys(others, "open")
    assert [one.detail["invitations"] for one in Event.objects.order_by("pk")] == [3]

    again = client.post(address, sent_by(answer) | {"semua": "1"}, follow=True)
    assert "Semua kelompok sudah diundang." in words(again)
    assert session.invitations.count() == 3


def test_a_first_sheet_asks_all_groups_and_keeps_what_was_typed(client, staff):
    session, typed, _other = a_session(), a_group(), a_group()
    address = f"/fgd/{session.pk}/undangan/"
    page = client.get(address)
    assert "Undang semua 2 kelompok" in words(page)

    sent = sent_by(page) | {"invitations-0-group": typed.pk, "invitations-0-channel": "WhatsApp"}
    client.post(address, sent | {"semua": "1"})

    assert sorted(session.invitations.values_list("channel", flat=True)) == ["", "WhatsApp"]


def test_a_session_has_no_more_invitations_than_its_sheet_takes(client, staff, monkeypatch):
    monkeypatch.setattr(sittings, "MOST_INVITATIONS", 2)
    session = a_session()
    address = f"/fgd/{session.pk}/undangan/"
    a_group(), a_group()
    page = client.get(address)
    assert "Undang semua 2 kelompok" in words(page)
    a_group()

    answer = client.post(address, sent_by(page) | {"semua": "1"}, follow=True)

    assert "Satu sesi paling banyak memuat 2 undangan; ini menjadi 3." in words(answer)
    assert "Undang semua" not in words(answer)
    assert not session.invitations.exists()


def test_a_fault_names_its_row_and_the_institutions_know_their_group(client, staff):
    region, group = a_region(), a_group()
    office = an_institution(group=group, region=region)
    answer = invite(
        client, a_session(region=region), an_answer(group), an_answer(a_group(), institution=office.pk)
    )

    assert "Instansi (baris 2)" in words(answer)
    assert f'data-of="{group.pk}"' in answer.content.decode()


def test_an_invitation_with_its_refusal_is_told_on_the_page(client, staff):
    region, group = a_region(), a_group()
    session, office = a_session(region=region), an_institution(group=group, region=region)

    answer = invite(
        client,
        session,
        an_answer(group, institution=office.pk, people=3, answer="refused", absent=3, reason="Ada rapat."),
        an_answer(a_group(name="Perbankan"), people=2),
    )

    assert answer.url == f"/fgd/{session.pk}/#undangan"
    refused = session.invitations.get(group=group)
    assert (refused.institution, refused.answer, refused.absent, refused.reason) == (
        office,
        "refused",
        3,
        "Ada rapat.",
    )
    page = client.get(f"/fgd/{session.pk}/")
    assert page.context["away"] == [refused]
    assert "2 undangan; 1 menolak atau tidak datang" in words(page)
    assert "Ada rapat." in words(page)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"people": "2", "absent": "3", "answer": "no_show"}, "absent"),
        ({"people": "2", "absent": "1", "answer": "open"}, "absent"),
        ({"people": "0"}, "people"),
        ({"answer": "perhaps"}, "answer"),
        ({"group": ""}, "group"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_a_faulty_invitation_is_refused_and_nothing_is_written(client, staff, typed, fault):
    answer = invite(client, a_session(), an_answer(a_group()) | typed)

    assert answer.status_code == 422
    assert list(answer.context["rows"].errors) == [f"invitations-0-{fault}"]
    assert Invitation.objects.count() == 0


def test_an_institution_is_asked_for_its_own_group(client, staff):
    region = a_region()
    office = an_institution(region=region)

    answer = invite(client, a_session(region=region), an_answer(a_group(), institution=office.pk))

    assert list(answer.context["rows"].errors) == ["invitations-0-institution"]


def test_an_institution_of_another_region_cannot_be_asked_by_hand(client, staff):
    group = a_group()
    foreign = an_institution(group=group, region=a_region())

    answer = invite(client, a_session(), an_answer(group, institution=foreign.pk))

    assert list(answer.context["rows"].errors) == ["invitations-0-institution"]


def test_nobody_is_asked_twice(client, staff):
    group, session = a_group(), a_session()

    answer = invite(client, session, an_answer(group), an_answer(group))

    assert list(answer.context["rows"].errors) == ["invitations-1-group"]
    an_invitation(session=session, group=group)
    assert invite(client, session, an_answer(group)).status_code == 422


def test_the_database_keeps_absent_people_within_the_invited():
    with pytest.raises(IntegrityError), transaction.atomic():
        an_invitation(people=2, absent=3)


def test_the_database_keeps_sexes_and_ages_within_the_people():
    for counts in ({"women": 2, "men": 1}, {"aged_18": 1, "aged_55": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            a_participation(people=2, **counts)
    a_participation(people=None, women=2)
    assert Participation.objects.count() == 1


def test_a_new_session_asks_only_what_is_needed_at_the_table(client, staff):
    fields = client.get(f"/fgd/kegiatan/{an_event().pk}/sesi-baru/").context["form"].fields

    assert [name for name in fields if name != "submission"] == [
        *("title", "held_on", "starts_at", "ends_at", "venue", "guide", "agenda"),
    ]


def test_facts_of_a_session_are_completed_later(client, staff):
    session, guide = a_session(), a_guide()
    typed = {
        "guide": guide.pk,
        "setting": "Balai tertutup",
        "others_present": "tidak ada",
        "recording": "audio",
        "consent": "written",
        "purpose": "Mendengar PMI",
    }

    answer = client.post(f"/fgd/{session.pk}/ubah/", session_form(**typed))

    session.refresh_from_db()
    assert answer.status_code == 302
    assert (session.guide, session.setting, session.recording, session.consent) == (
        guide,
        "Balai tertutup",
        "audio",
        "written",
    )
    page = words(client.get(answer.url))
    assert "Balai tertutup" in page
    assert "rekaman suara" in page


def test_nobody_is_recorded_who_refused(client, staff):
    session = a_session()

    answer = client.post(f"/fgd/{session.pk}/ubah/", session_form(recording="video", consent="refused"))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["recording"]


def test_the_guide_stays_once_its_questions_were_used(client, staff):
    guide = a_guide()
    session = a_session(guide=guide)
    a_statement(session=session, question=guide.questions.get())

    answer = client.post(f"/fgd/{session.pk}/ubah/", session_form(guide=a_guide().pk))

    assert list(answer.context["form"].errors) == ["guide"]
    assert FgdSession.objects.get().guide == guide
    assert client.post(f"/fgd/{session.pk}/ubah/", session_form(guide=guide.pk)).status_code == 302


def test_a_retired_guide_is_offered_only_where_it_is_used(client, staff):
    retired = a_guide(active=False)
    using, other = a_session(guide=retired), a_session()

    offered = [
        list(client.get(f"/fgd/{session.pk}/ubah/").context["form"].fields["guide"].queryset)
        for session in (using, other)
    ]

    assert offered == [[retired], []]


def test_the_outcome_is_written_and_told(client, staff):
    session = a_session()
    typed = {
        "observations": "Ramai.",
        "conclusions": "Perlu satu pintu.",
        "saturation": "Tidak ada hal baru.",
    }

    answer = client.post(f"/fgd/{session.pk}/hasil/", typed | {"checked_on": "2024-05-10"})

    session.refresh_from_db()
    assert answer.url == f"/fgd/{session.pk}/#hasil"
    assert (session.conclusions, session.checked_on) == ("Perlu satu pintu.", date(2024, 5, 10))
    assert "Perlu satu pintu." in words(client.get(f"/fgd/{session.pk}/"))
    assert session.history.first().history_user == staff


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"checked_on": "2024-05-05"}, "checked_on"),
        ({"checked_on": str(timezone.localdate() + timedelta(days=2))}, "checked_on"),
        ({"conclusions": "NIK 3504014107908901"}, "conclusions"),
        ({"observations": "x" * 250_001}, "observations"),
    ],
)
def test_a_faulty_outcome_is_refused(client, staff, typed, fault):
    session = a_session()

    answer = client.post(f"/fgd/{session.pk}/hasil/", typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [fault]
    assert FgdSession.objects.get().conclusions == ""


def a_planned_session(**fields):
    return a_session(held_on=timezone.localdate() + timedelta(days=3), **fields)


def test_nothing_is_concluded_before_the_day(client, staff):
    session = a_planned_session()
    address = f"/fgd/{session.pk}/hasil/"

    page, answer = client.get(address), client.post(address, {"conclusions": "Perlu satu pintu."})

    reason = f"Hasil sesi baru dapat dicatat mulai {show_date(session.held_on)}, hari sesi berlangsung."
    assert (page.status_code, answer.status_code) == (200, 409)
    assert reason in words(page)
    assert reason in words(answer)
    assert "Perlu satu pintu." in words(answer)
    assert FgdSession.objects.get().conclusions == ""
    session.conclusions = "Perlu satu pintu."
    with pytest.raises(ValidationError, match="Hasil sesi baru dapat dicatat"):
        edit_session(session=session, by=staff)


@pytest.mark.parametrize(("hour", "is_open"), [(14, False), (16, True)])
def test_the_day_of_a_session_begins_where_it_is_held(client, staff, hour, is_open, monkeypatch):
    """15.00 UTC is the next day at Jayapura, and still the same day at Jakarta."""
    session = a_session(region=a_region(time_zone="Asia/Jayapura"), held_on=date(2024, 5, 7))
    moment = datetime(2024, 5, 6, hour, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)

    assert (sittings.why_not_record_outcome(session, today_at(session)) is None) is is_open
    assert (sittings.why_not_document(session, today_at(session)) is None) is is_open


def test_a_session_with_an_outcome_is_not_moved_into_the_future(client, staff):
    session = a_session(conclusions="Perlu satu pintu.")
    later = str(timezone.localdate() + timedelta(days=3))

    answer = client.post(f"/fgd/{session.pk}/ubah/", session_form(held_on=later))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["held_on"]


@pytest.mark.parametrize("name", ["notulen.docx", "notulen.pdf", "berita-acara.docx", "berita-acara.pdf"])
def test_no_document_of_what_happened_is_made_before_the_day(client, staff, name):
    session = a_planned_session()
    day = show_date(session.held_on)
    reason = f"Notulen dan berita acara baru dapat dibuat mulai {day}, hari sesi berlangsung."

    page, answer = client.get(f"/fgd/{session.pk}/"), client.get(f"/fgd/{session.pk}/dokumen/{name}")

    assert answer.status_code == 409
    assert reason in words(answer)
    assert reason in words(page)
    assert f"/dokumen/{name}" not in page.content.decode()
    assert Event.objects.count() == 0


def test_the_attendance_list_is_printed_before_the_day(client, staff):
    session = a_planned_session()
    address = f"/fgd/{session.pk}/dokumen/daftar-hadir.pdf"

    assert address in client.get(f"/fgd/{session.pk}/").content.decode()
    assert client.get(address).status_code == 200


def test_the_page_of_a_planned_session_says_what_can_be_done_before(client, staff):
    planned, held = a_planned_session(guide=a_guide()), a_session()

    page = client.get(f"/fgd/{planned.pk}/")
    parts = page.content.decode()

    assert f"Sesi ini direncanakan pada {show_date(planned.held_on)}." in words(page)
    for name, offered in (("tim", True), ("undangan", True), ("pokok", False), ("hasil", False)):
        assert (f'/fgd/{planned.pk}/{name}/"' in parts) is offered, name
    assert "Sesi ini direncanakan" not in words(client.get(f"/fgd/{held.pk}/"))
    client.force_login(a_board_member())
    assert "Yang dapat disiapkan" not in words(client.get(f"/fgd/{planned.pk}/"))


@pytest.mark.parametrize(("days", "advice"), [(0, "Isi kehadiran"), (3, "Siapkan tim, undangan")])
def test_what_is_advised_after_writing_down_a_session_depends_on_its_day(client, staff, days, advice):
    day = str(timezone.localdate() + timedelta(days=days))
    event = an_event()

    other = client.post(f"/fgd/kegiatan/{event.pk}/sesi-baru/", session_form(held_on=day), follow=True)
    first = client.post("/fgd/kegiatan/baru/", fgd_form(event.region, **{"sesi-held_on": day}), follow=True)

    for answer in (other, first):
        assert advice in " ".join(map(str, answer.context["messages"]))


def test_only_parts_that_stand_on_the_page_are_jumped_to(client, staff):
    for session in (a_session(), a_session(guide=a_guide())):
        page = client.get(f"/fgd/{session.pk}/").content.decode()
        jumps = page[page.index('id="bagian-halaman"') :].partition("</nav>")[0]
        targets = re.findall(r'href="#([^"]+)"', jumps)

        assert len(targets) == 7 + bool(session.guide)
        assert [target for target in targets if f'id="{target}"' not in page] == []


def test_the_design_of_an_event_is_written_and_told(client, staff):
    event = an_event()
    typed = {"terms_of_reference": "Latar belakang", "approach": "Analisis tema", "selection": "Sengaja"}

    answer = client.post(f"/fgd/kegiatan/{event.pk}/ubah/", event_form(event.region, **typed))

    page = words(client.get(answer.url))
    assert all(text in page for text in typed.values())


def test_readers_see_the_record_without_its_tools(client):
    session = a_session(conclusions="Perlu satu pintu.")
    a_team_member(session=session, name="Ratna")
    client.force_login(a_board_member())

    page = client.get(f"/fgd/{session.pk}/")

    assert "Ratna" in words(page)
    assert "Isi tim" not in page.content.decode().partition('id="tim"')[2].partition("</section>")[0]
    for name in ("tim", "undangan", "pokok", "hasil", "kode-kedua"):
        assert f'/fgd/{session.pk}/{name}/"' not in page.content.decode()


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"id": 0, "occupation": "Peneliti"},
        {"id": 0, "DELETE": "on"},
        {"role": "observer", "name": "Wahyu"},
    ],
    ids=["changed", "removed", "added"],
)
def test_rows_written_between_reading_and_writing_are_not_overwritten(staff, meanwhile):
    session = a_session()
    member = a_team_member(session=session, occupation="")
    stored = {"id": member.pk, "role": member.role, "name": member.name}
    sent = [stored | {"training": "Fasilitasi"}], [stored | meanwhile | {"id": member.pk}]
    if "id" not in meanwhile:
        sent = sent[0], [stored, meanwhile]
    first, second = (
        TeamRows(rows("team", *team, existing=1), instance=FgdSession.objects.get(pk=session.pk))
        for team in reversed(sent)
    )
    assert first.is_valid()
    assert second.is_valid()

    record_team(session=session, team=first, by=staff)
    after = list(session.team.values())
    with pytest.raises(ValidationError) as refusal:
        record_team(session=session, team=second, by=staff)

    assert refusal.value.code == "conflict"
    assert list(session.team.values()) == after


def test_a_group_that_was_just_invited_by_somebody_else_is_not_invited_twice(staff):
    session, group = a_session(), a_group()
    first, second = (
        InvitationRows(
            rows("invitations", an_answer(group)),
            instance=FgdSession.objects.get(pk=session.pk),
            user=staff,
        )
        for _n in range(2)
    )
    assert first.is_valid()
    assert second.is_valid()

    record_invitations(session=session, invitations=first, by=staff)
    with pytest.raises(ValidationError):
        record_invitations(session=session, invitations=second, by=staff)

    assert Invitation.objects.count() == 1
