"""The attendance sheet of a session: every group in its order, quick to fill at the table."""

import re
from collections import Counter, defaultdict

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from outreach.fgd.forms.attendance_rows import LineForm, Said
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
SENT = re.compile(r"((?:kelompok|hadir-(\d{1,18}))-(\d{1,18}))-seen", re.ASCII)
FURTHER = re.compile(r"lain-(\d{1,3})-seen", re.ASCII)


class AttendanceSheet(JoinedForms):
    """The lines of one session: those recorded, the other groups of that day, further institutions.

    A line that was sent is compared with the record it stands for by now; every other line is read anew.
    """

    def __init__(self, session, user, data=None, *, from_invitations=False):
        self.session, self.data = session, data
        self.invited = _invited(session)
        self.offers = _offers(self.invited) if from_invitations and data is None else {}
        self.recorded = list(session.participations.select_related("group", "institution"))
        self.institutions = list(institutions_near(session, user))
        self.sent = [found for name in data or () if (found := SENT.fullmatch(name))]
        named = {int(found[2]) for found in self.sent if found[2]}
        self.unseen = [one for one in self.recorded if one.pk not in named]
        self.further = [self._further_line(number) for number in range(self._further_count())]
        recorded = (self._recorded_line(one) for one in self.recorded)
        self.lines = list(recorded if data is None else self._sent_lines())
        super().__init__(*self.lines, *self.further)

    def is_valid(self):
        if self.data is None or not super().is_valid():
            return False
        self._check_further()
        if not self.errors:
            self._check_twice()
            self._check_absent()
        return not self.errors

    @property
    def rows(self):
        """The groups in their order: as sent, else as recorded by now."""
        lines = [*self.lines, *(self._recorded_line(one) for one in self.staying)]
        of_that_day = StakeholderGroup.objects.valid_on(self.session.held_on)
        others = of_that_day.exclude(pk__in={line.group.pk for line in lines})
        return sorted([*lines, *(self._blank_line(group) for group in others)], key=_place)

    @property
    def may_start_from_invitations(self):
        """Whether somebody said that they would come of whom nobody is recorded yet."""
        recorded = {one.group_id for one in self.recorded}
        return not self.offers and any(
            offers for group, offers in _offers(self.invited).items() if group not in recorded
        )

    @property
    def present(self):
        """The participations to be saved: new ones, and those of which a line says something else."""
        return [line.write() for line in self.forms if line.said and line.changes]

    @property
    def gone(self):
        """The recorded participations of lines that say by now that nobody was there."""
        return [line.instance for line in self.forms if line.instance.pk and not line.said]

    @property
    def is_unchanged(self):
        return not (self.present or self.gone)

    @property
    def staying(self):
        """What is recorded and for which no line stands that is compared."""
        told = {line.instance.pk for line in self.forms}
        return [one for one in self.recorded if one.pk not in told]

    def _check_further(self):
        groups = {institution.pk: institution.group for institution in self.institutions}
        for line in self.further:
            if line.said and not line.said.institution:
                line.add_error("institution", _("Pilih instansi yang hadir."))
            elif line.said:
                line.instance.group = groups[line.said.institution]

    def _check_twice(self):
        times = Counter((one.group_id, one.institution_id) for one in self.staying)
        for line in [line for line in self.forms if line.said]:
            key = line.instance.group_id, line.said.institution
            times[key] += 1
            if times[key] == 2:
                line.add_error("institution", _("Kelompok dan instansi ini sudah tercatat di sesi ini."))

    def _check_absent(self):
        said = Counter(self.session.statements.values_list("group", flat=True))
        still_there = {line.instance.group_id for line in self.forms if line.said}
        still_there.update(one.group_id for one in self.staying)
        for line in self.lines:
            if line.instance.pk and line.group.pk not in still_there:
                count = said[line.group.pk]
                line.add_reason("present", rules.why_not_absent(line.group, statement_count=count))

    def _sent_lines(self):
        recorded = {one.pk: one for one in self.recorded}
        groups = StakeholderGroup.objects.in_bulk() if self.sent else {}
        for found in self.sent:
            if group := groups.get(int(found[3])):
                one = recorded.get(int(found[2] or 0)) or self._unseen_of(group, found)
                yield self._line(group, found[1], one or Participation(session=self.session, group=group))

    def _unseen_of(self, group, found):
        """What somebody else recorded since the page was made and this line speaks of as well, or None."""
        of_group = [one for one in self.unseen if one.group_id == group.pk]
        same = [one for one in of_group if self._names(f"{found[1]}-institution", one.institution_id)]
        return self._taken([*same, *([] if found[2] else of_group)])

    def _names(self, field, institution):
        return (self.data.get(field) or "") == str(institution or "")

    def _taken(self, found):
        """The first of these; it stands on no other line from here on."""
        one = next(iter(found), None)
        if one:
            self.unseen.remove(one)
        return one

    def _recorded_line(self, one):
        return self._line(one.group, f"hadir-{one.pk}-{one.group_id}", one, is_sent=False)

    def _blank_line(self, group):
        """A line of a group nobody was recorded of, which may offer its first invitation that holds."""
        offered = next(iter(self.offers.get(group.pk, ())), None)
        new = Participation(session=self.session, group=group)
        return self._line(group, f"kelompok-{group.pk}", new, is_sent=False, offered=offered)

    def _line(self, group, prefix, participation, *, is_sent=True, offered=None):
        known = [one for one in self.recorded if one.group_id == group.pk] + self.invited.get(group.pk, [])
        there = [one.institution for one in known if one.institution]
        near = [one for one in self.institutions if one.group_id == group.pk]
        near += [one for one in there if one not in near]
        line = LineForm(
            self.data if is_sent else None,
            prefix=prefix,
            instance=participation,
            group=group,
            name=group.name,
            institutions=[("", _("tanpa instansi")), *((one.pk, one.name) for one in near)],
            offered=offered,
        )
        line.invitations = self.invited.get(group.pk, ())
        return line

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

    def _further_line(self, number):
        chosen = f"lain-{number}-institution"
        sought = [one for one in self.unseen if one.institution_id] if self.data else []
        same = [one for one in sought if self._names(chosen, one.institution_id)]
        by_group = grouped(self.institutions, heading=lambda institution: institution.group.name)
        return LineForm(
            self.data,
            prefix=f"lain-{number}",
            instance=self._taken(same) or Participation(session=self.session),
            group=None,
            name=_("Instansi lain %(number)s") % {"number": number + 1},
            institutions=[("", _("pilih instansi")), *by_group],
            offered=next(iter(self._further_offers[number : number + 1]), None),
        )


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


def _place(line):
    return line.group.order, line.group.code, line.instance.pk or 0
