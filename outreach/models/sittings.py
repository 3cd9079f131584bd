"""Who led a sitting, who was asked to it, and what was said about each question of the guide."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from outreach.models.guides import GuideQuestion
from outreach.models.sessions import FgdSession
from pmi_portal.editing.records import LONGEST_TEXT, Record
from stakeholders.models import Institution, StakeholderGroup


class TeamMember(Record):
    """Somebody of the team that held a sitting (COREQ items 1 to 8)."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("fasilitator")
        CO_FACILITATOR = "co_facilitator", _("pendamping fasilitator")
        NOTE_TAKER = "note_taker", _("notulis")
        OBSERVER = "observer", _("pengamat")

    class Sex(models.TextChoices):
        FEMALE = "P", _("perempuan")
        MALE = "L", _("laki-laki")

    session = models.ForeignKey(FgdSession, on_delete=models.CASCADE, related_name="team")
    role = models.CharField(_("tugas"), max_length=20, choices=Role.choices)
    name = models.CharField(_("nama"), max_length=150)
    occupation = models.CharField(_("pekerjaan"), max_length=150, blank=True)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices, blank=True)
    training = models.CharField(_("pelatihan dan pengalaman"), max_length=300, blank=True)
    relation = models.CharField(_("hubungan dengan peserta"), max_length=300, blank=True)
    interest = models.CharField(_("kepentingan yang diketahui peserta"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("anggota tim")
        verbose_name_plural = _("tim")
        ordering = ["session", "pk"]

    class Privacy:
        personal = ("name", "occupation", "sex", "training", "relation", "interest")

    def __str__(self):
        return f"{self.name} ({self.get_role_display()})"


class Invitation(Record):
    """A group, or an institution of it, that was asked to a sitting, and what became of it."""

    class Answer(models.TextChoices):
        OPEN = "open", _("belum dijawab")
        ACCEPTED = "accepted", _("bersedia")
        REFUSED = "refused", _("menolak")
        NO_SHOW = "no_show", _("tidak datang")

    NOT_FOLLOWED = (Answer.REFUSED, Answer.NO_SHOW)

    session = models.ForeignKey(FgdSession, on_delete=models.CASCADE, related_name="invitations")
    group = models.ForeignKey(
        StakeholderGroup, verbose_name=_("kelompok"), on_delete=models.PROTECT, related_name="invitations"
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("instansi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="invitations",
    )
    people = models.PositiveIntegerField(_("jumlah orang diundang"), null=True, blank=True)
    channel = models.CharField(_("cara mengundang"), max_length=100, blank=True)
    answer = models.CharField(_("jawaban"), max_length=10, choices=Answer.choices, default=Answer.OPEN)
    absent = models.PositiveIntegerField(_("jumlah yang menolak atau tidak datang"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")
        ordering = ["group__order", "pk"]
        indexes = [models.Index(fields=["answer", "session", "group"], name="invitation_answer")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "group", "institution"],
                name="invitation_once_per_group_and_institution",
                violation_error_message=_("Kelompok dan instansi ini sudah diundang ke sesi ini."),
            ),
            models.UniqueConstraint(
                fields=["session", "group"],
                condition=models.Q(institution=None),
                name="invitation_once_per_group_alone",
                violation_error_message=_("Kelompok ini sudah diundang ke sesi ini."),
            ),
            models.CheckConstraint(
                condition=models.Q(absent=None)
                | models.Q(people=None)
                | models.Q(absent__lte=models.F("people")),
                name="invitation_absent_within_people",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.group}: {self.get_answer_display()}"

    @property
    def expected(self):
        """How many people were to come after the refusals, or None where nobody counted them."""
        return self.people - (self.absent or 0) if self.people else None


class DiscussionPoint(models.Model):
    """What the table said about one question of the guide, in the words of the note-taker."""

    session = models.ForeignKey(FgdSession, on_delete=models.CASCADE, related_name="points")
    question = models.ForeignKey(
        GuideQuestion, verbose_name=_("pertanyaan"), on_delete=models.PROTECT, related_name="points"
    )
    text = models.TextField(_("pokok pembahasan"), max_length=LONGEST_TEXT)

    class Meta:
        verbose_name = _("pokok pembahasan")
        verbose_name_plural = _("pokok pembahasan")
        ordering = ["question__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "question"], name="point_once_per_question")
        ]

    class Privacy:
        personal = ("text",)

    def __str__(self):
        return f"{self.question}: {self.text[:80]}"
