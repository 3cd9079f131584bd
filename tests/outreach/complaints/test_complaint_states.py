"""The table of states is whole: each of the 144 pairs is done by an action or refused with its reason."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError

from outreach.complaints.actions import steps
from outreach.complaints.actions.referrals import refer_complaint, refuse_referral
from outreach.complaints.rules import NEXT
from outreach.models import Complaint, ComplaintStep
from pmi_portal.audit.models import Event
from tests.outreach.complaints.complaint_cases import PAUSABLE, a_complaint_in, a_referral, step
from tests.outreach.forms import words
from tests.support.records import a_complaint, a_staff_member, an_institution, the_limits

pytestmark = pytest.mark.django_db

STATUSES = [str(status) for status in Complaint.Status]


@pytest.fixture
def staff(client):
    the_limits()
    staff = a_staff_member()
    client.force_login(staff)
    return staff


def ways_to(status, complaint):
    """Every (action, its keywords, slug of its page, what the page is sent) that leads to that status."""
    why = {"reason": "Sudah dibicarakan."}
    original = a_complaint(region=complaint.region)
    institution = an_institution(region=complaint.region)
    sent = {"institution": institution, "question": "Mohon ditindaklanjuti."}
    resumed = (steps.resume_complaint, why, "lanjutkan", why)
    return {
        "received": [resumed],
        "verified": [
            (steps.verify_complaint, why, "verifikasi", why),
            (refuse_referral, {"reply": "Bukan kami."}, "instansi-menolak", {"reply": "Bukan kami."}),
            resumed,
        ],
        "referred": [
            (refer_complaint, sent, "teruskan", sent | {"institution": institution.pk}),
            resumed,
        ],
        "handled": [(steps.handle_complaint, why, "tangani", why), resumed],
        "answered": [
            (steps.answer_complaint, {"outcome": "Gaji dibayar."}, "jawab", {"outcome": "Gaji dibayar."})
        ],
        "done": [(steps.finish_complaint, why, "selesaikan", why)],
        "closed": [(steps.close_complaint, why, "tutup", why)],
        "paused": [(steps.pause_complaint, why, "tunda", why)],
        "outside": [(steps.mark_outside, why, "bukan-wewenang", why)],
        "duplicate": [
            (
                steps.mark_duplicate,
                why | {"original": original},
                "duplikat",
                why | {"number": original.number},
            )
        ],
        "reopened": [(steps.reopen_complaint, why, "buka-kembali", why), resumed],
        "archived": [(steps.archive_complaint, why, "arsipkan", why)],
    }[status]


def standing_in(status, *, aiming_at):
    """A complaint in that status, made ready for the one it aims at where the table lets it."""
    paused_from = aiming_at if aiming_at in PAUSABLE else "handled"
    complaint = a_complaint_in(status, paused_from=paused_from)
    if status == "referred" and aiming_at == "verified":
        a_referral(complaint)  # which the institution is going to refuse
    return complaint


def is_allowed(before, after):
    back_from_pause = before == "paused" and after in PAUSABLE
    return after in NEXT[before].values() or back_from_pause


@pytest.mark.parametrize(("before", "after"), list(product(STATUSES, STATUSES)))
def test_an_action_leads_there_exactly_where_the_table_says_so(staff, before, after):
    complaint = standing_in(before, aiming_at=after)

    refusals = []
    for action, about, _slug, _typed in ways_to(after, complaint):
        try:
            action(complaint=complaint, by=staff, **about)
            break
        except ValidationError as refusal:
            refusals += refusal.messages
    complaint.refresh_from_db()

    if is_allowed(before, after):
        last = complaint.steps.last()
        assert (complaint.status, last.before, last.after, last.by) == (after, before, after, staff)
    else:
        assert complaint.status == before
        assert refusals
        assert all(refusals)


@pytest.mark.parametrize(("before", "after"), list(product(STATUSES, STATUSES)))
def test_a_hand_made_post_goes_no_further_than_the_table(client, staff, before, after):
    complaint = standing_in(before, aiming_at=after)
    ways = ways_to(after, complaint)
    written = ComplaintStep.objects.count(), Event.objects.count()

    answers = []
    for _action, _about, slug, typed in ways:
        answers.append(client.post(step(complaint, slug), typed))
        if answers[-1].status_code == 302:
            break
    complaint.refresh_from_db()

    if is_allowed(before, after):
        assert (answers[-1].status_code, complaint.status) == (302, after)
        return
    assert complaint.status == before
    assert (ComplaintStep.objects.count(), Event.objects.count()) == written
    for answer in answers:
        assert answer.status_code == 409
        assert answer.context["why_not"]
        assert answer.context["why_not"] in answer.content.decode().replace("&quot;", '"')


def test_the_table_knows_every_status():
    assert sorted(NEXT) == sorted(STATUSES)


@pytest.mark.parametrize("status", PAUSABLE)
def test_a_paused_complaint_goes_back_only_where_it_was_paused(staff, status):
    complaint = a_complaint_in("paused", paused_from=status)

    steps.resume_complaint(complaint=complaint, reason="Data lengkap.", by=staff)

    complaint.refresh_from_db()
    assert (complaint.status, complaint.paused_on, complaint.paused_from) == (status, None, "")


@pytest.mark.parametrize(
    ("status", "slugs"),
    [
        (
            "received",
            ["verifikasi", "tanda-terima", "serahkan", "tunda", "bukan-wewenang", "duplikat", "arsipkan"],
        ),
        (
            "verified",
            ["teruskan", "tangani", "tanda-terima", "serahkan", "tunda", "bukan-wewenang", "duplikat"],
        ),
        (
            "referred",
            [
                "jawab",
                "teruskan",
                "tangani",
                "tanda-terima",
                "serahkan",
                "tunda",
                "bukan-wewenang",
                "duplikat",
            ],
        ),
        ("handled", ["jawab", "teruskan", "tanda-terima", "serahkan", "tunda", "bukan-wewenang", "duplikat"]),
        ("paused", ["lanjutkan", "tanda-terima", "serahkan", "duplikat", "arsipkan"]),
        ("answered", ["selesaikan", "serahkan", "duplikat", "buka-kembali"]),
        ("done", ["tutup", "serahkan", "duplikat", "buka-kembali"]),
        ("closed", ["buka-kembali"]),
        ("outside", ["buka-kembali", "arsipkan"]),
        ("duplicate", ["buka-kembali"]),
        ("archived", ["buka-kembali"]),
        (
            "reopened",
            ["teruskan", "tangani", "tanda-terima", "serahkan", "tunda", "bukan-wewenang", "duplikat"],
        ),
    ],
)
def test_the_page_offers_exactly_the_steps_that_may_be_taken(client, staff, status, slugs):
    complaint = a_complaint_in(status)

    page = client.get(complaint.get_absolute_url())

    assert [one.slug for one in page.context["steps"]] == slugs


def test_an_institution_that_has_the_case_may_reply_but_is_not_passed_over(client, staff):
    complaint = a_complaint_in("referred")
    a_referral(complaint)

    offered = [one.slug for one in client.get(complaint.get_absolute_url()).context["steps"]]

    assert offered == [
        *("instansi-menjawab", "instansi-menerima", "instansi-menolak", "teruskan", "tangani"),
        *("tanda-terima", "serahkan", "tunda", "bukan-wewenang", "duplikat"),
    ]


def test_the_second_who_forwards_hears_what_the_first_did_and_keeps_what_was_typed(client, staff):
    complaint = a_complaint_in("verified")
    theirs, ours = an_institution(region=complaint.region), an_institution(region=complaint.region)
    seen = client.get(step(complaint, "teruskan")).context["form"]["seen"].value()
    colleague = a_staff_member()
    refer_complaint(complaint=complaint, institution=theirs, question="Mohon dijawab.", by=colleague)
    typed = {"institution": ours.pk, "question": "Mohon ditelusuri di Batam.", "seen": seen}

    answer = client.post(step(complaint, "teruskan"), typed)

    assert answer.status_code == 409
    assert f"Diteruskan ke instansi: {theirs}, oleh {colleague}" in words(answer)
    assert "Mohon ditelusuri di Batam." in words(answer)
    assert [one.institution for one in complaint.referrals.open()] == [theirs]
    again = typed | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(step(complaint, "teruskan"), again).status_code == 302
    assert [one.institution for one in complaint.referrals.open()] == [ours]


def test_every_step_is_refused_under_the_lock_to_who_saw_another_version(staff):
    for status, after in [(before, after) for before in STATUSES for after in STATUSES]:
        complaint = standing_in(status, aiming_at=after)
        if not is_allowed(status, after):
            continue
        for action, about, *_page in ways_to(after, complaint):
            with pytest.raises(ValidationError, match="Sejak halaman ini dibuka"):
                action(complaint=complaint, seen=complaint.revision + 1, by=staff, **about)


@pytest.mark.parametrize("status", ["referred", "handled", "paused", "answered", "done", "reopened"])
def test_a_duplicate_found_late_owes_nothing_any_more(staff, status):
    complaint = a_complaint_in(status)
    if status == "referred":
        a_referral(complaint)
    original = a_complaint(region=complaint.region)

    steps.mark_duplicate(complaint=complaint, original=original, reason="Kejadian sama.", by=staff)

    complaint.refresh_from_db()
    assert (complaint.status, complaint.original, complaint.paused_on) == ("duplicate", original, None)
    assert not complaint.referrals.open().exists()
    assert complaint not in Complaint.objects.open()
