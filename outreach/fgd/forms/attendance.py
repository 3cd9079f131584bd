"""The attendance sheet of a session: every group in its order, quick to fill at the table."""

import re
from collections import Counter, defaultdict

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from outreach.fgd.forms.attendance_rows import Row, RowForm, offered_by, shown_by
from outreach.fgd.meanwhile import Said, said_of
from outreach.fgd.rules import sessions as rules
from outreach.fgd.rules.sittings import MOST_INVITATIONS
from outreach.ground.forms import institutions_near
from outreach.models import Invitation, Participation
from pmi_portal.editing.choices import grouped
from pmi_portal.editing.forms import JoinedForms
from stakeholders.models import StakeholderGroup

FURTHER_ROWS = 3
MOST_FURTHER = MOST_INVITATIONS + FURTHER_ROWS  # a line for everybody who may have been asked
# A line is named after its group, and a recorded one also after its record, so that no two share a name.
SENT = re.compile(r"((?:kelompok|hadir-\d{1,18})-(\d{1,18}))-seen", re.ASCII)

FURTHER = re.compile(r"lain-(\d{1,3})-seen", re.ASCII)


class AttendanceSheet(JoinedForms):
    """The lines of one session: those recorded, the other active groups, further institutions.

    Only lines in which somebody typed are judged and written, each against what its page showed, which may be
    older than what is recorded by now; every other line is read anew.
    """

    def __init__(self, session, user, data=None, *, from_invitations=False):
        self.session, self.data = session, data
        self.invited = _invited(session)
        self.offers = _offers(self.invited) if from_invitations and data is None else {}
        self.recorded = list(session.participations.select_related("group", "institution"))
        self.institutions = list(institutions_near(session, user))
        sent = self._sent_rows()
        self.shown = {(row.group.pk, row.form.shown.institution) for row in sent if row.form.shown}
        self.touched = [row for row in sent if row.form.has_changed()]
        self.further = [self._further_row(number) for number in range(self._further_count())]
        self.typed = [*self.touched, *self.further]
        self._find_records()
        super().__init__(*(row.form for row in self.typed))

    def is_valid(self):
        if self.data is None or not super().is_valid():
            return False
        self._settle()
        self._settle_further()
        if not self.errors:
            self._check_twice()
            self._check_absent()
        return not self.errors

    @property
    def rows(self):
        """The groups in their order: as typed where somebody typed, else as recorded by now."""
        rows = [*self.touched, *(self._recorded_row(one) for one in self._staying)]
        of_that_day = StakeholderGroup.objects.valid_on(self.session.held_on)
        others = of_that_day.exclude(pk__in={row.group.pk for row in rows})
        rows += [
            Row(group, self._form(group, f"kelompok-{group.pk}", offered=self._offer(group)))
            for group in others
        ]
        return sorted(rows, key=_place)

    @property
    def may_start_from_invitations(self):
        """Whether somebody said that they would come of whom nobody is recorded yet."""
        recorded = {one.group_id for one in self.recorded}
        return not self.offers and any(
            offers for group, offers in _offers(self.invited).items() if group not in recorded
        )

    @property
    def seen(self):
        """The recorded participations for which the typed lines stand."""
        return [row.participation for row in self.typed if row.participation]

    @property
    def present(self):
        """A Participation, not saved, for every typed line of a group that was there."""
        return [
            Participation(
                session=self.session,
                group=row.group,
                institution_id=row.outcome.institution,
                **row.outcome.counts,
            )
            for row in self._filled
        ]

    @property
    def _filled(self):
        return [row for row in self.typed if row.outcome]

    @property
    def _staying(self):
        """What is recorded and for which no typed line stands."""
        return [one for one in self.recorded if one not in self.seen]

    def _newcomers(self, group):
        """What was recorded of the group since the page was shown and has no typed line yet."""
        of_group = [one for one in self._staying if one.group_id == group.pk]
        return [one for one in of_group if (group.pk, one.institution_id) not in self.shown]

    def _find_records(self):
        by_key = {(one.group_id, one.institution_id): one for one in self.recorded}
        for row in self.touched:
            shown = row.form.shown
            recorded = by_key.get((row.group.pk, shown.institution)) if shown else None
            row.stand_for(recorded, self._newcomers(row.group))

    def _settle(self):
        for row in self.touched:
            row.settle(self._newcomers(row.group))

    def _settle_further(self):
        chosen = {institution.pk: institution for institution in self.institutions}
        for row in self.further:
            typed = row.form.typed
            if typed and (institution := chosen.get(typed.institution)):
                newcomers = self._newcomers(institution.group)
                same = [one for one in newcomers if one.institution_id == institution.pk]
                row.settle_further(institution.group, next(iter(same), None))
            elif typed and typed.is_counted:
                row.form.add_error("institution", _("Pilih instansi yang hadir."))

    def _check_twice(self):
        times = Counter((one.group_id, one.institution_id) for one in self._staying)
        for row in self._filled:
            key = row.group.pk, row.outcome.institution
            times[key] += 1
            if times[key] == 2:
                row.form.add_error("institution", _("Kelompok dan instansi ini sudah tercatat di sesi ini."))

    def _check_absent(self):
        said = Counter(self.session.statements.values_list("group", flat=True))
        still_there = {row.group.pk for row in self._filled} | {one.group_id for one in self._staying}
        for row in self.touched:
            if row.participation and row.group.pk not in still_there:
                reason = rules.why_not_absent(row.group, statement_count=said[row.group.pk])
                if reason:
                    row.form.add_error("present", reason)

    def _sent_rows(self):
        groups = StakeholderGroup.objects.in_bulk() if self.data else {}
        rows = []
        for name, seen in (self.data or {}).items():
            sent = SENT.fullmatch(name)
            if sent and (group := groups.get(int(sent[2]))):
                told = {"shown": shown_by(seen), "offered": offered_by(seen)}
                form = self._form(group, sent[1], data=self.data, **told)
                rows.append(Row(group, form))
        return rows

    def _recorded_row(self, participation):
        group = participation.group
        name = f"hadir-{participation.pk}-{group.pk}"
        return Row(group, self._form(group, name, shown=said_of(participation)), participation)

    def _offer(self, group):
        """What to offer on the line of a group nobody was recorded of: its first invitation that holds."""
        return next(iter(self.offers.get(group.pk, ())), None)

    def _form(self, group, prefix, *, data=None, shown=None, offered=None):
        known = [one for one in self.recorded if one.group_id == group.pk] + self.invited.get(group.pk, [])
        there = [one.institution for one in known if one.institution]
        near = [one for one in self.institutions if one.group_id == group.pk]
        near += [one for one in there if one not in near]
        choices = [("", _("tanpa instansi")), *((one.pk, one.name) for one in near)]
        told = {"shown": shown, "offered": offered}
        form = RowForm(data, prefix=prefix, name=group.name, institutions=choices, **told)
        form.invitations = self.invited.get(group.pk, ())
        return form

    def _further_count(self):
        """As many lines as were sent; a new page has some that are free."""
        if self.data is None:
            return FURTHER_ROWS + len(self._further_offers)
        sent = [int(found[1]) + 1 for name in self.data if (found := FURTHER.fullmatch(name))]
        return min(max(sent, default=FURTHER_ROWS), MOST_FURTHER)

    @cached_property
    def _further_offers(self):
        """Of groups that more than one institution said it would come for, all but the first."""
        recorded = {one.group_id for one in self.recorded}
        told = [offers[1:] for group, offers in self.offers.items() if group not in recorded]
        return [offer for offers in told for offer in offers]

    def _further_row(self, number):
        offered = grouped(self.institutions, heading=lambda institution: institution.group.name)
        form = RowForm(
            self.data,
            prefix=f"lain-{number}",
            name=_("Instansi lain %(number)s") % {"number": number + 1},
            institutions=[("", _("pilih instansi")), *offered],
            offered=next(iter(self._further_offers[number : number + 1]), None),
        )
        return Row(None, form)


def _invited(session):
    """{group: invitations of the session}"""
    found = defaultdict(list)
    for invitation in session.invitations.select_related("institution").order_by("pk"):
        found[invitation.group_id].append(invitation)
    return found


def _offers(invited):
    """{group: [Said, ...]} of those who said that they would come, the group as a whole first."""
    offers = {}
    for group, invitations in invited.items():
        coming = [
            one for one in invitations if one.answer == Invitation.Answer.ACCEPTED and one.expected != 0
        ]
        coming.sort(key=lambda one: one.institution_id is not None)
        offers[group] = [Said(one.institution_id, people=one.expected) for one in coming]
    return {group: told for group, told in offers.items() if told}


def _place(row):
    return row.group.order, row.group.code, row.participation.pk if row.participation else 0
