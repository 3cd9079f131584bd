"""The way of a demo complaint through its states, with the same clocks as the real ones have."""

from datetime import timedelta

from outreach.complaints.clocks import last_days
from outreach.complaints.facts import facts_of
from outreach.complaints.holding import settle_holder
from outreach.models import Complaint, ComplaintStep, Referral
from outreach.querysets.complaints import CLOCK_STEPS, ENDED, OPEN_REFERRAL

Status, What, State = Complaint.Status, ComplaintStep.What, Referral.State
TO_WAIT = timedelta(days=21)
SOLVED = [What.ANSWERED, What.DONE, What.CLOSED]
SENT = [What.ACKNOWLEDGED, What.VERIFIED, What.REFERRED]
OLD = [
    *[[*SENT, What.ACCEPTED, What.REPLIED, *SOLVED]] * 6,
    *[[What.ACKNOWLEDGED, What.VERIFIED, What.HANDLED, *SOLVED]] * 6,
    *[[*SENT, What.REFUSED, What.REFERRED, What.REPLIED, *SOLVED]] * 2,
    *[[What.VERIFIED, What.PAUSED, What.RESUMED, What.HANDLED, *SOLVED]] * 2,
    [What.ACKNOWLEDGED, What.VERIFIED, What.HANDLED, What.ANSWERED, What.REOPENED, What.HANDLED, *SOLVED],
    [What.OUTSIDE],
    [What.ARCHIVED],
]
RECENT = [
    *[[]] * 3,
    *[[What.ACKNOWLEDGED]] * 2,
    *[[What.ACKNOWLEDGED, What.VERIFIED]] * 2,
    *[SENT] * 2,
    [*SENT, What.ACCEPTED],
    [*SENT, What.REFERRED],
    [What.ACKNOWLEDGED, What.VERIFIED, What.HANDLED],
    [What.ACKNOWLEDGED, What.PAUSED],
    [What.VERIFIED, What.HANDLED, What.PAUSED],
    [What.ACKNOWLEDGED, What.VERIFIED, What.HANDLED, What.ANSWERED],
]
BECOMES = {
    What.VERIFIED: Status.VERIFIED,
    What.REFERRED: Status.REFERRED,
    What.REFUSED: Status.VERIFIED,
    What.HANDLED: Status.HANDLED,
    What.PAUSED: Status.PAUSED,
    What.ANSWERED: Status.ANSWERED,
    What.DONE: Status.DONE,
    What.CLOSED: Status.CLOSED,
    What.REOPENED: Status.REOPENED,
    What.OUTSIDE: Status.OUTSIDE,
    What.ARCHIVED: Status.ARCHIVED,
}
REPLIES = {What.ACCEPTED: State.ACCEPTED, What.REFUSED: State.REFUSED, What.REPLIED: State.ANSWERED}
WORDS = {
    What.REFERRED: "Mohon ditelusuri dan dijawab tertulis.",
    What.ACCEPTED: "Sedang kami telusuri.",
    What.REFUSED: "Bukan kewenangan kantor kami.",
    What.REPLIED: "Sudah kami selesaikan dengan pihak terkait.",
    What.PAUSED: "Data dari pelapor belum lengkap.",
    What.RESUMED: "Data sudah dilengkapi.",
    What.REOPENED: "Pelapor belum puas dengan jawabannya.",
    What.OUTSIDE: "Kewenangan instansi lain; pelapor sudah diarahkan.",
    What.ARCHIVED: "Laporan tanpa kejadian yang dapat ditelusuri.",
}
DAYS = (0, 0, 1, 1, 2, 3, 7)  # from one step to the next


class Way:
    def __init__(self, complaint, rng, institutions, outcome):
        self.complaint, self.rng, self.institutions, self.outcome = complaint, rng, institutions, outcome
        self.steps, self.referrals, self.at = [], [], complaint.received_at

    def walk(self, ways, until, calendar):
        """Go one of the ways as far as time allows, then set the clocks."""
        self._note(What.REGISTERED, "", self.complaint.status)
        if self.complaint.handled_in:
            self._note(What.HANDED, self.complaint.status, self.complaint.status)
        for what in self.rng.choice(ways):
            at = self.at + timedelta(days=self.rng.choice(DAYS), minutes=self.rng.randint(1, 50))
            if at.date() > until or (what == What.REFERRED and not self._free()):
                break
            self.at = at
            self._take(what)
        clocks = [step for step in self.steps if step.what in CLOCK_STEPS]
        for name, day in last_days(self.complaint, clocks, calendar).items():
            setattr(self.complaint, name, day)
        case = facts_of(self.complaint, by=None)
        case.referral = next((one for one in self.referrals if one.state in OPEN_REFERRAL), None)
        settle_holder(case)
        self.complaint.held_since = self.complaint.held_since and self.at
        return self

    def _take(self, what):
        complaint, before = self.complaint, self.complaint.status
        if what == What.RESUMED:
            complaint.status = complaint.paused_from
        else:
            complaint.status = BECOMES.get(what, before)
        self._date(what, before)
        self._refer(what)
        reason = self.outcome if what == What.ANSWERED else WORDS.get(what, "")
        self._note(what, before, complaint.status, reason)

    def _date(self, what, before):
        """The dates that go with a status."""
        complaint = self.complaint
        paused = what == What.PAUSED
        complaint.paused_on, complaint.paused_from = (self.at.date(), before) if paused else (None, "")
        if what == What.ACKNOWLEDGED:
            complaint.acknowledged_at, complaint.acknowledged_through = self.at, Complaint.Channel.PHONE
        elif complaint.verified_at is None and not paused and what != What.RESUMED:
            complaint.verified_at = self.at
        if what == What.ANSWERED:
            complaint.answered_at, complaint.outcome = self.at, self.outcome
        elif what == What.REOPENED:
            complaint.answered_at, complaint.times_reopened = None, 1
        complaint.closed_at = self.at if complaint.status in ENDED else None

    def _refer(self, what):
        if what == What.REFERRED:
            for referral in self.referrals:
                if referral.state in (State.SENT, State.ACCEPTED):
                    referral.state = State.WITHDRAWN
            self.referrals.append(
                Referral(
                    complaint=self.complaint,
                    institution=self.rng.choice(self._free()),
                    question=WORDS[what],
                    sent_at=self.at,
                    due_on=self.at.date() + TO_WAIT,
                )
            )
        elif what in REPLIES:
            referral = self.referrals[-1]
            referral.state, referral.reply, referral.replied_at = REPLIES[what], WORDS[what], self.at

    def _free(self):
        """Institutions that did not have it yet."""
        had = [referral.institution for referral in self.referrals]
        return [one for one in self.institutions if one not in had]

    def _note(self, what, before, after, reason=""):
        with_institution = self.referrals and what in (What.REFERRED, *REPLIES)
        self.steps.append(
            ComplaintStep(
                complaint=self.complaint,
                what=what,
                before=before,
                after=after,
                reason=reason,
                institution=self.referrals[-1].institution if with_institution else None,
                region=self.complaint.handled_in if what == What.HANDED else None,
                at=self.at,
            )
        )
