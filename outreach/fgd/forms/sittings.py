"""The forms of a session's team, its invitations, and its discussion points."""

from collections import Counter

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.fgd.rules import sittings
from outreach.ground import rules as ground
from outreach.ground.forms import Folded, institutions_near
from outreach.ground.rules import MOST_PEOPLE
from outreach.models import DiscussionPoint, FgdSession, Invitation, TeamMember
from pmi_portal.editing.choices import grouped, with_stored
from pmi_portal.editing.counts import CountField
from pmi_portal.editing.forms import JoinedForms, NarrowedSelect
from pmi_portal.editing.rows import SharedRow, SharedSet
from pmi_portal.editing.writing import refuse_if
from pmi_portal.words.nik import why_not_text
from stakeholders.models import StakeholderGroup

MOST_MEMBERS = 12


class MemberForm(SharedRow):
    """One member of the team; a row left empty is nobody."""

    OF, DEED = "session", "session.team_recorded"

    class Meta:
        model = TeamMember
        fields = ["role", "name", "occupation", "sex", "training", "relation", "interest"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("pilih tugas")), *TeamMember.Role.choices]
        self.fields["sex"].choices = [("", _("tidak dicatat")), *TeamMember.Sex.choices]


TeamRows = forms.inlineformset_factory(
    FgdSession,
    TeamMember,
    form=MemberForm,
    formset=SharedSet,
    extra=2,
    can_delete_extra=False,
    max_num=MOST_MEMBERS,
    validate_max=True,
    absolute_max=MOST_MEMBERS + 5,
)


class InvitationForm(Folded, SharedRow):
    """One invitation; a row left empty is none.

    `groups` and `institutions` are (queryset, choices): the choices are read once for all rows.
    """

    OF, DEED = "session", "session.invitations_recorded"
    FOLDED = ("channel", "absent", "reason", "DELETE")
    people = CountField(
        label=_("Jumlah orang diundang"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        css="form-control people",
        placeholder=_("orang"),
    )
    absent = CountField(
        label=_("Jumlah yang menolak atau tidak datang"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        css="form-control people",
    )

    class Meta:
        model = Invitation
        fields = ["group", "institution", "people", "channel", "answer", "absent", "reason"]
        help_texts = {
            "channel": _("Misalnya: surat, WhatsApp, lewat kepala desa."),
            "reason": _("Mengapa menolak atau tidak datang."),
        }
        widgets = {
            "group": forms.Select(attrs={"class": "form-select"}),
            "institution": NarrowedSelect("group", css="form-select"),
            "answer": forms.Select(attrs={"class": "form-select"}),
            "channel": forms.TextInput(attrs={"class": "form-control"}),
            "reason": forms.TextInput(attrs={"class": "form-control"}),
        }

    def __init__(self, *args, groups, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (records, choices) in (("group", groups), ("institution", institutions)):
            self.fields[name].queryset = records
            self.fields[name].choices = choices

    def clean(self):
        cleaned = super().clean()
        group, people = cleaned.get("group"), cleaned.get("people")
        if group and self.differs("group", "institution"):
            self.add_reason("institution", sittings.why_not_institution(group, cleaned.get("institution")))
        reason = sittings.why_not_missing(cleaned.get("answer"), people=people, absent=cleaned.get("absent"))
        self.add_reason("absent", reason)
        return cleaned


class InvitationSet(SharedSet):
    """The invitations of one session; no group and institution is asked twice."""

    def stored(self, rows):
        return rows.select_related("group", "institution")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        institutions = institutions_near(self.instance, user)
        asked = self.instance.invitations.order_by().values("group")
        groups = with_stored(StakeholderGroup.objects.valid_on(self.instance.held_on), asked)
        by_group = grouped(institutions, heading=lambda institution: institution.group.name)
        self.form_kwargs = {
            "groups": (groups, [("", _("pilih kelompok")), *((one.pk, one.name) for one in groups)]),
            "institutions": (institutions, [("", _("tanpa instansi")), *by_group]),
        }

    def clean(self):
        super().clean()
        on_page = [form.instance.pk for form in self.initial_forms]
        elsewhere = self.instance.invitations.exclude(pk__in=on_page).select_related("group", "institution")
        times = Counter((one.group, one.institution) for one in elsewhere)
        for form in self.living_forms:
            asked = form.cleaned_data if form.is_valid() else {}
            if group := asked.get("group"):
                times[group, asked["institution"]] += 1
                if times[group, asked["institution"]] > 1:
                    form.add_error("group", _("Kelompok dan instansi ini sudah diundang ke sesi ini."))


InvitationRows = forms.inlineformset_factory(
    FgdSession,
    Invitation,
    form=InvitationForm,
    formset=InvitationSet,
    extra=4,
    can_delete_extra=False,
    max_num=sittings.MOST_INVITATIONS,
    validate_max=True,
    absolute_max=sittings.MOST_INVITATIONS + 5,
)


class PointForm(SharedRow):
    """What was said about one question; nothing written means nothing was said."""

    OF, DEED = "session", "session.points_recorded"

    class Meta:
        model = DiscussionPoint
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    is_stored = True  # somebody else may write a point that is still empty here

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].label = str(self.instance.question)

    def clean_text(self):
        refuse_if(why_not_text(self.cleaned_data["text"]))
        return self.cleaned_data["text"]


class PointsSheet(JoinedForms):
    """Every question of the session's guide with what was said about it."""

    def __init__(self, session, data=None):
        self.session = session
        recorded = {point.question_id: point for point in session.points.select_related("question")}
        questions = session.guide.questions.all() if session.guide else []
        points = [recorded.get(one.pk) or DiscussionPoint(session=session, question=one) for one in questions]
        super().__init__(
            *(PointForm(data, prefix=f"tanya-{point.question_id}", instance=point) for point in points)
        )
        for form in self.forms:
            form.instance.session = session

    def is_valid(self):
        if not self.forms or not super().is_valid():
            return False
        today = ground.today_at(self.session)
        self.forms[0].add_reason(None, sittings.why_not_record_points(self.session, today))
        return not self.errors

    @property
    def texts(self):
        """{question: text} of the points that differ from what is recorded."""
        return {form.instance.question: form.cleaned_data["text"] for form in self.forms if form.changes}
