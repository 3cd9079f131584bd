"""Actions on complaints ask the rules, leave a step and an audit event, and keep apart who reported."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from outreach.complaints.actions import steps
from outreach.complaints.actions.referrals import (
    accept_referral,
    answer_referral,
    refer_complaint,
    refuse_referral,
)
from outreach.complaints.actions.register import edit_complaint, register_complaint, show_identity
from outreach.complaints.facts import facts_of
from outreach.models import Complaint, ComplaintReporter, ComplaintStep
from pmi_portal.audit.models import Event
from pmi_portal.crypto import WrongPlace
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral
from tests.support.records import (
    LONG_AGO,
    a_category,
    a_complaint,
    a_district,
    a_follow_up,
    a_limit,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_user,
    an_institution,
    the_limits,
)

pytestmark = pytest.mark.django_db

NIK = "3209 1241 0790 9012"


@pytest.fixture(autouse=True)
def limits():
    the_limits()


@pytest.fixture
def staff():
    return a_staff_member()


def refused(action, **about):
    """The reasons; nothing was written."""
    before = everything()
    with pytest.raises(ValidationError) as refusal:
        action(**about)
    assert everything() == before
    return refusal.value.messages


def everything():
    models = (Complaint, ComplaintReporter, ComplaintStep, Event)
    return [list(model.objects.order_by("pk").values()) for model in models]


def a_new_one(**fields):
    fields = {
        "received_at": datetime(2024, 5, 6, 2, tzinfo=UTC),
        "channel": "phone",
        "reporter": "pmi",
        "text": "Gaji belum dibayar.",
    } | fields
    region = fields.pop("region", None) or a_region()
    category = fields.pop("category", None) or a_category()
    limit = fields.pop("limit", None) or a_limit()
    return Complaint(region=region, category=category, limit=limit, **fields)


def told(complaint):
    """The last step and the last audit event of a complaint."""
    step, event = complaint.steps.last(), Event.objects.about(complaint).first()
    return (step.what, step.reason, step.by), (event.action, event.actor, event.detail)


# --- taking in


def test_a_new_complaint_has_its_number_from_its_key_a_step_and_an_event(staff):
    complaint = register_complaint(complaint=a_new_one(), by=staff)

    assert complaint.number == f"P-2024-{complaint.pk:06d}"
    assert told(complaint) == (("registered", "", staff), ("complaint.registered", staff, {}))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"received_at": datetime(2017, 7, 31, 2, tzinfo=UTC)}, "Tanggal tidak boleh sebelum 1 Agustus 2017"),
        ({"text": f"NIK saya {NIK}"}, "Tulisan ini memuat angka 16 digit"),
        ({"remedy_sought": NIK}, "Tulisan ini memuat angka 16 digit"),
        ({"destination": "XX"}, "Kode negara XX tidak dikenal"),
    ],
)
def test_what_cannot_be_is_not_taken_in(staff, fields, reason):
    assert refused(register_complaint, complaint=a_new_one(**fields), by=staff)[0].startswith(reason)


def test_nothing_is_received_in_the_future(staff):
    soon = a_new_one(received_at=timezone.now() + timedelta(minutes=5))

    assert refused(register_complaint, complaint=soon, by=staff) == [
        "Waktu penerimaan tidak boleh di masa depan."
    ]


def test_a_district_of_another_region_a_closed_category_and_a_wrong_class_are_refused(staff):
    ended = a_category(code="LAMA", name="Lama", valid_to=date(2024, 5, 5))
    later = a_category(code="BARU", name="Baru", valid_from=date(2024, 5, 7))
    general = a_limit(name="Verifikasi", step="verify", active=False)

    for fields, reason in (
        ({"district": a_district(name="Kab. Ende")}, "Kab. Ende tidak termasuk wilayah"),
        ({"category": ended}, "Kategori LAMA Lama tidak berlaku"),
        ({"category": later}, "Kategori BARU Baru tidak berlaku"),
        ({"category": a_category(active=False)}, "Kategori"),
        ({"limit": general}, "Verifikasi bukan golongan pengaduan"),
    ):
        assert refused(register_complaint, complaint=a_new_one(**fields), by=staff)[0].startswith(reason)


def test_a_complaint_born_from_a_statement_keeps_the_link_and_stays_in_its_region(staff):
    said = a_statement(session=a_session(region=a_region()))
    here = said.session.event.region

    complaint = register_complaint(complaint=a_new_one(region=here, statement=said), by=staff)

    assert list(said.complaints.all()) == [complaint]
    assert refused(register_complaint, complaint=a_new_one(statement=said), by=staff) == [
        "Pengaduan yang berasal dari pernyataan tetap di wilayah sesi FGD-nya."
    ]


# --- who reported


def test_who_reported_is_encrypted_and_showing_it_is_audited(staff):
    complaint = register_complaint(complaint=a_new_one(), name="Siti Rahayu", contact="0812-3456", by=staff)

    stored = ComplaintReporter.objects.values().get()
    assert "Siti" not in str(stored)
    assert "0812" not in str(stored)
    assert show_identity(complaint=complaint, by=staff) == ("Siti Rahayu", "0812-3456")
    event = Event.objects.about(complaint).first()
    assert (event.action, event.actor, event.detail) == ("complaint.identity_shown", staff, {})


def test_the_identity_of_one_complaint_does_not_open_in_another(staff):
    first = register_complaint(complaint=a_new_one(), name="Siti Rahayu", contact="0812-3456", by=staff)
    other = register_complaint(complaint=a_new_one(), name="Budi", contact="0813-9999", by=staff)
    stolen = ComplaintReporter.objects.filter(complaint=first).values("name_token", "contact_token").get()
    ComplaintReporter.objects.filter(complaint=other).update(**stolen)

    with pytest.raises(WrongPlace):
        show_identity(complaint=other, by=staff)


def test_nobody_is_kept_who_wants_to_stay_unknown(staff):
    unknown = a_new_one(is_anonymous=True)

    assert refused(register_complaint, complaint=unknown, name="Siti", by=staff) == [
        "Pelapor anonim, jadi nama dan kontaknya tidak boleh disimpan."
    ]
    complaint = register_complaint(complaint=a_new_one(is_anonymous=True), by=staff)
    assert ComplaintReporter.objects.count() == 0
    assert show_identity(complaint=complaint, by=staff) == ("", "")


def test_who_asks_later_to_stay_unknown_is_forgotten(staff):
    complaint = register_complaint(complaint=a_new_one(), name="Siti", by=staff)
    complaint.is_anonymous = True

    edit_complaint(complaint=complaint, reason="Diminta pelapor.", by=staff)

    assert ComplaintReporter.objects.count() == 0


def test_an_edit_without_a_name_leaves_the_identity_and_one_with_a_name_replaces_it(staff):
    complaint = register_complaint(complaint=a_new_one(), name="Siti", contact="0812", by=staff)

    edit_complaint(complaint=complaint, reason="Salah tulis.", by=staff)
    assert show_identity(complaint=complaint, by=staff) == ("Siti", "0812")

    edit_complaint(complaint=complaint, reason="Salah orang.", name="Tuti", by=staff)
    assert show_identity(complaint=complaint, by=staff) == ("Tuti", "")
    assert complaint.steps.last().fields == ["identity"]


def test_the_same_name_typed_again_keeps_the_contact_and_is_no_change(staff):
    complaint = register_complaint(complaint=a_new_one(), name="Siti", contact="0812", by=staff)
    complaint.people = 2

    edit_complaint(complaint=complaint, reason="Dua orang.", name="Siti", by=staff)

    assert show_identity(complaint=complaint, by=staff) == ("Siti", "0812")
    assert complaint.steps.last().fields == ["people"]


def test_neither_steps_nor_audit_events_hold_a_word_of_the_case_or_of_who_reported(staff):
    complaint = register_complaint(complaint=a_new_one(text="Rahasia besar."), name="Siti", by=staff)
    complaint.text = "Rahasia lain."
    edit_complaint(complaint=complaint, reason="Diperjelas.", by=staff)

    kept = str([*ComplaintStep.objects.values(), *Event.objects.values("detail")])
    for word in ("Rahasia", "Siti"):
        assert word not in kept


# --- editing


def test_an_edit_names_the_changed_fields_and_its_reason(staff):
    complaint = register_complaint(complaint=a_new_one(), by=staff)
    complaint.people, complaint.district = 3, a_district(region=complaint.region)

    edit_complaint(complaint=complaint, reason="Ternyata tiga orang.", by=staff)

    step = complaint.steps.last()
    assert (step.what, step.reason, step.fields) == ("edited", "Ternyata tiga orang.", ["district", "people"])
    complaint.refresh_from_db()
    assert (complaint.people, complaint.revision) == (3, 2)


def test_an_edit_of_a_version_that_is_past_is_refused(staff):
    complaint = register_complaint(complaint=a_new_one(), by=staff)
    stale = Complaint.objects.get(pk=complaint.pk)
    steps.verify_complaint(complaint=complaint, by=staff)

    stale.people = 9
    assert "baru saja diubah orang lain" in refused(edit_complaint, complaint=stale, reason="x", by=staff)[0]


@pytest.mark.parametrize("status", ["closed", "outside", "duplicate", "archived"])
def test_an_ended_complaint_is_not_edited(staff, status):
    complaint = a_complaint_in(status)

    reason = refused(edit_complaint, complaint=complaint, reason="x", by=staff)[0]
    assert "Buka kembali pengaduan ini" in reason


@pytest.mark.parametrize(
    ("action", "status", "about"),
    [
        (steps.pause_complaint, "received", {"reason": " "}),
        (steps.resume_complaint, "paused", {"reason": ""}),
        (steps.reopen_complaint, "closed", {"reason": ""}),
        (steps.mark_outside, "received", {"reason": ""}),
        (steps.archive_complaint, "received", {"reason": ""}),
        (steps.answer_complaint, "handled", {"outcome": ""}),
        (edit_complaint, "received", {"reason": ""}),
    ],
)
def test_what_changes_the_course_of_a_case_is_explained(staff, action, status, about):
    assert refused(action, complaint=a_complaint_in(status), by=staff, **about) == ["Tulis alasannya."]


@pytest.mark.parametrize(
    ("action", "status", "about"),
    [
        (steps.verify_complaint, "received", {"reason": NIK}),
        (steps.answer_complaint, "handled", {"outcome": f"Lihat {NIK}."}),
        (steps.mark_outside, "received", {"reason": NIK}),
        (steps.acknowledge_complaint, "received", {"through": "sms", "reason": NIK}),
    ],
)
def test_no_step_keeps_a_number_that_looks_like_a_nik(staff, action, status, about):
    reason = refused(action, complaint=a_complaint_in(status), by=staff, **about)[0]
    assert reason.startswith("Tulisan ini memuat angka 16 digit")


def test_a_receipt_is_sent_once_and_only_while_the_case_is_open(staff):
    complaint = a_complaint()
    steps.acknowledge_complaint(complaint=complaint, through="sms", reason="Dua kali.", by=staff)

    complaint.refresh_from_db()
    assert complaint.acknowledged_at is not None
    assert complaint.acknowledged_through == "sms"
    assert complaint.status == "received"
    assert told(complaint)[0] == ("acknowledged", "Dua kali.", staff)
    assert refused(steps.acknowledge_complaint, complaint=complaint, through="sms", by=staff) == [
        "Tanda terima sudah dicatat."
    ]
    assert refused(steps.acknowledge_complaint, complaint=a_complaint_in("closed"), through="sms", by=staff)


@pytest.mark.parametrize("through", ["", "fgd", "merpati"])
def test_a_receipt_names_the_way_it_went(staff, through):
    complaint = a_complaint()

    assert refused(steps.acknowledge_complaint, complaint=complaint, through=through, by=staff) == [
        "Pilih lewat apa pelapor diberi tahu."
    ]


def test_an_answer_is_kept_with_the_complaint_and_as_a_step_even_after_another_one(staff):
    complaint = a_complaint_in("handled")
    steps.answer_complaint(complaint=complaint, outcome="Sudah dibayar.", by=staff)
    steps.reopen_complaint(complaint=complaint, reason="Belum.", by=staff)
    complaint.refresh_from_db()
    assert complaint.answered_at is None
    steps.handle_complaint(complaint=complaint, by=staff)
    steps.answer_complaint(complaint=complaint, outcome="Kini sungguh.", by=staff)

    complaint.refresh_from_db()
    assert complaint.outcome == "Kini sungguh."
    answers = complaint.steps.filter(what="answered").values_list("reason", flat=True)
    assert list(answers) == ["Sudah dibayar.", "Kini sungguh."]


def test_a_complaint_with_open_follow_ups_is_not_closed(staff):
    complaint = a_complaint_in("done")
    follow_up = a_follow_up(complaint=complaint)

    assert refused(steps.close_complaint, complaint=complaint, by=staff) == [
        "Masih ada 1 tindak lanjut yang belum selesai."
    ]
    follow_up.state, follow_up.done_on = "done", date(2024, 6, 1)
    follow_up.save()
    steps.close_complaint(complaint=complaint, by=staff)
    complaint.refresh_from_db()
    assert complaint.closed_at is not None


# --- institutions


def test_passing_on_takes_the_case_from_the_first_institution_and_is_counted(staff):
    complaint = a_complaint_in("verified")
    first, second = an_institution(region=complaint.region), an_institution()

    refer_complaint(complaint=complaint, institution=first, question="Mohon cek.", by=staff)
    refer_complaint(complaint=complaint, institution=second, question="Mohon cek.", by=staff)

    a_referral(a_complaint())  # of another case, and counted there
    a_complaint()

    counted = Complaint.objects.with_referral_count().order_by("pk")
    assert [one.referral_count for one in counted] == [2, 1, 0]
    found = counted[0]
    assert (found.status, found.referral_count, facts_of(found, staff).institution) == ("referred", 2, second)
    assert [one.state for one in found.referrals.all()] == ["withdrawn", "sent"]
    assert told(complaint)[1] == (
        "complaint.referred",
        staff,
        {"before": "referred", "after": "referred", "institution": second.pk},
    )


def test_the_institution_that_has_it_already_and_one_of_elsewhere_are_refused(staff):
    complaint = a_complaint_in("referred")
    holder = a_referral(complaint).institution
    about = {"complaint": complaint, "question": "Mohon cek.", "by": staff}

    for institution, reason in (
        (holder, f"Pengaduan ini sudah berada di {holder}."),
        (an_institution(region=a_region(), name="Jauh"), "Jauh bukan instansi wilayah"),
        (an_institution(valid_to=LONG_AGO, name="Tutup"), "Tutup tidak aktif lagi."),
    ):
        assert refused(refer_complaint, institution=institution, **about)[0].startswith(reason)


def test_an_institution_is_not_given_until_a_day_that_is_past(staff):
    about = {"complaint": a_complaint_in("verified"), "institution": an_institution(), "question": "Mohon."}

    assert refused(refer_complaint, due_on=date(2024, 5, 1), by=staff, **about) == [
        "Tanggal yang ditunggu tidak boleh sudah lewat."
    ]


def test_an_institution_accepts_once_and_answers_but_the_reporter_waits_for_our_answer(staff):
    complaint = a_complaint_in("referred")
    referral = a_referral(complaint)
    accept_referral(complaint=complaint, reply="Baik.", by=staff)
    assert refused(accept_referral, complaint=complaint, by=staff) == [
        f"{referral.institution} sudah menerima pengaduan ini."
    ]
    assert refused(steps.answer_complaint, complaint=complaint, outcome="Sudah.", by=staff) == [
        f"Catat tanggapan {referral.institution} lebih dahulu, atau ambil alih penanganannya."
    ]

    answer_referral(complaint=complaint, reply="Gaji dibayar 3 Juni.", by=staff)

    referral.refresh_from_db()
    complaint.refresh_from_db()
    assert (referral.state, referral.reply, complaint.status) == (
        "answered",
        "Gaji dibayar 3 Juni.",
        "referred",
    )
    steps.answer_complaint(complaint=complaint, outcome="Sudah dibayar.", by=staff)


def test_a_refusal_brings_the_case_back_and_may_follow_an_acceptance(staff):
    complaint = a_complaint_in("referred")
    referral = a_referral(complaint, state="accepted")

    refuse_referral(complaint=complaint, reply="Bukan kewenangan kami.", by=staff)

    referral.refresh_from_db()
    complaint.refresh_from_db()
    assert (referral.state, complaint.status) == ("refused", "verified")
    assert referral.replied_at is not None


@pytest.mark.parametrize("action", [steps.handle_complaint, steps.mark_outside])
def test_taking_the_case_back_withdraws_it_from_the_institution(staff, action):
    complaint = a_complaint_in("referred")
    referral = a_referral(complaint)

    action(complaint=complaint, reason="Kita saja.", by=staff)

    referral.refresh_from_db()
    assert referral.state == "withdrawn"


def test_a_paused_case_waits_for_no_reply(staff):
    complaint = a_complaint_in("paused", paused_from="referred")
    a_referral(complaint)

    for action in (accept_referral, refuse_referral, answer_referral):
        assert refused(action, complaint=complaint, reply="Baik.", by=staff) == [
            "Pengaduan ini tidak sedang menunggu tanggapan instansi."
        ]


def test_only_one_institution_has_the_case_whatever_happens():
    complaint = a_complaint_in("referred")
    a_referral(complaint)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_referral(complaint)


def test_where_the_reporter_was_pointed_to_stands_in_the_step(staff):
    complaint, other = a_complaint(), an_institution()

    steps.mark_outside(complaint=complaint, reason="Wewenang BP3MI.", institution=other, by=staff)

    assert complaint.steps.last().institution == other


# --- duplicates


def test_a_duplicate_knows_its_original_until_it_is_reopened(staff):
    original, complaint = a_complaint(), a_complaint()

    steps.mark_duplicate(complaint=complaint, original=original, reason="Kejadian sama.", by=staff)
    complaint.refresh_from_db()
    assert (complaint.original, list(original.duplicates.all())) == (original, [complaint])

    steps.reopen_complaint(complaint=complaint, reason="Ternyata lain.", by=staff)
    complaint.refresh_from_db()
    assert complaint.original is None


def test_no_circle_of_duplicates_can_close(staff):
    original = a_complaint()
    duplicate = a_complaint_in("duplicate", original=original)
    about = {"reason": "Sama.", "by": staff}

    assert refused(steps.mark_duplicate, complaint=original, original=a_complaint(), **about) == [
        "Pengaduan ini asal dari duplikat lain; tandai pengaduan yang satunya sebagai duplikat."
    ]
    assert refused(steps.mark_duplicate, complaint=a_complaint(), original=duplicate, **about) == [
        f"{duplicate.number} sendiri sudah duplikat; pilih pengaduan asalnya."
    ]
    alone = a_complaint()
    assert refused(steps.mark_duplicate, complaint=alone, original=alone, **about) == [
        "Pengaduan tidak dapat menjadi duplikat dari dirinya sendiri."
    ]


def test_an_original_that_the_person_does_not_see_is_as_if_it_did_not_exist():
    complaint = a_complaint()
    officer = a_user("regional_officer", of=complaint.region)

    assert refused(
        steps.mark_duplicate, complaint=complaint, original=a_complaint(), reason="Sama.", by=officer
    ) == ["Tidak ada pengaduan dengan nomor itu."]


# --- what the database itself keeps


@pytest.mark.parametrize(
    "broken",
    [
        {"people": 0},
        {"status": "paused"},
        {"status": "paused", "paused_on": date(2024, 5, 7)},
        {"paused_on": date(2024, 5, 7)},
        {"status": "duplicate", "closed_at": datetime(2024, 5, 7, tzinfo=UTC)},
        {"status": "closed", "answered_at": datetime(2024, 5, 7, tzinfo=UTC)},
        {"closed_at": datetime(2024, 5, 7, tzinfo=UTC)},
        {"status": "answered"},
        {"severity": "emergency"},
        {"urgent_on": date(2024, 5, 7)},
        {"violence": True},
    ],
)
def test_the_database_refuses_what_cannot_be(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_complaint(**broken)


def test_a_new_contact_leaves_the_name_as_it_is(staff):
    complaint = a_complaint()
    edit_complaint(complaint=complaint, reason="Data pelapor", name="Siti", contact="0811", by=staff)
    edit_complaint(
        complaint=Complaint.objects.get(pk=complaint.pk), reason="Nomor baru", contact="0822", by=staff
    )

    assert show_identity(complaint=complaint, by=staff) == ("Siti", "0822")


def test_an_institution_owes_nothing_on_an_archived_complaint(staff):
    complaint = a_complaint_in("referred")
    referral = a_referral(complaint)
    steps.pause_complaint(complaint=complaint, reason="Menunggu data.", by=staff)
    steps.archive_complaint(complaint=complaint, reason="Data tidak pernah datang.", by=staff)

    referral.refresh_from_db()
    assert referral.state == "withdrawn"
