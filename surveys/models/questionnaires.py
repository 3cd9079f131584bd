"""Questionnaires: one version is one frozen set of codes and wordings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.records import Record, ReferenceMixin

ELEMENT_SCORES = range(1, 5)  # Permenpan-RB 14/2017; the index of other scores would leave its scale


class Questionnaire(ReferenceMixin, models.Model):
    code = models.CharField(_("kode"), max_length=20, unique=True)
    title = models.CharField(_("judul"), max_length=200)
    source = models.CharField(_("sumber"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kuesioner")
        verbose_name_plural = _("kuesioner")
        ordering = ["code"]

    class Privacy:
        personal = ()

    def __str__(self):
        return self.title

    def clean(self):
        before = type(self).objects.filter(pk=self.pk).first()
        if before and before.code != self.code and before.is_answered:
            raise ValidationError(
                {"code": _("Kode tidak dapat diubah: kuesioner ini sudah dijawab, dan laporan mencarinya.")}
            )

    @property
    def is_answered(self):
        """Whether people have answered any of its versions; reports find the answers by the code."""
        return self.versions.filter(rounds__responses__isnull=False).exists()


class QuestionnaireVersion(ReferenceMixin, models.Model):
    class Reason(models.TextChoices):
        """Why a question has no answer."""

        DONT_KNOW = "dk", _("tidak tahu")
        REFUSED = "refused", _("tidak mau menjawab")
        NOT_APPLICABLE = "na", _("tidak berlaku")

    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name=_("kuesioner"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("nomor versi"))
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    missing_codes = models.JSONField(
        _("kode untuk jawaban yang tidak ada"),
        default=dict,  # {code: Reason}
        blank=True,
        help_text=_(
            "Satu kode satu baris, misalnya 98 = tidak tahu, 99 = tidak mau menjawab, 97 = tidak berlaku. "
            "Berlaku di setiap pertanyaan yang tidak memakai kode itu sebagai pilihan."
        ),
    )

    class Meta:
        verbose_name = _("versi kuesioner")
        verbose_name_plural = _("versi kuesioner")
        ordering = ["questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="questionnaire_version_number_once"
            )
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.questionnaire} v{self.number}"

    @property
    def told_missing_codes(self):
        return codes_in_words(self.missing_codes)


def codes_in_words(missing_codes):
    """“98 = tidak tahu, 99 = tidak mau menjawab” of {code: Reason}."""
    reason = QuestionnaireVersion.Reason
    return ", ".join(f"{code} = {reason(why).label}" for code, why in missing_codes.items())


class Question(ReferenceMixin, Record):
    class Kind(models.TextChoices):
        SCALE = "scale", _("skala")
        SINGLE = "single", _("satu pilihan")
        MULTIPLE = "multiple", _("beberapa pilihan")
        INTEGER = "integer", _("bilangan bulat")
        TEXT = "text", _("teks")

    version = models.ForeignKey(
        QuestionnaireVersion, verbose_name=_("versi"), on_delete=models.CASCADE, related_name="questions"
    )
    code = models.CharField(_("kode"), max_length=30)
    label = models.CharField(_("label singkat"), max_length=100)
    text = models.TextField(_("pertanyaan"))
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind.choices)
    element = models.BooleanField(
        _("unsur SKM"), default=False, help_text=_("Dihitung ke dalam Indeks Kepuasan Masyarakat.")
    )
    required = models.BooleanField(_("wajib dijawab"), default=False)
    synonyms = models.JSONField(_("judul kolom lain"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("pertanyaan")
        verbose_name_plural = _("pertanyaan")
        ordering = ["version", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="question_code_once_per_version")
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.code} {self.label}"

    def clean(self):
        """A question becomes an SKM element only when its choices have the scores of one."""
        before = type(self).objects.filter(pk=self.pk).first()
        if before is None or before.element or not self.element:
            return
        off = [str(choice) for choice in self.choices.all() if choice.score not in ELEMENT_SCORES]
        if off:
            raise ValidationError(
                _("Pilihan unsur SKM bernilai 1, 2, 3, atau 4. Perbaiki dahulu nilai: %(choices)s.")
                % {"choices": "; ".join(off)}
            )


class Choice(ReferenceMixin, models.Model):
    question = models.ForeignKey(
        Question, verbose_name=_("pertanyaan"), on_delete=models.CASCADE, related_name="choices"
    )
    code = models.CharField(_("kode"), max_length=30)
    label = models.CharField(_("label"), max_length=200)
    score = models.PositiveSmallIntegerField(_("nilai"), null=True, blank=True)
    synonyms = models.JSONField(_("tulisan lain"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("pilihan jawaban")
        verbose_name_plural = _("pilihan jawaban")
        ordering = ["question", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="choice_code_once_per_question"),
            # All that one row can say; that of an SKM element ends at 4, see `clean`.
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__gte=min(ELEMENT_SCORES)),
                name="choice_score_counts_from_one",
                violation_error_message=_("Nilai pilihan dihitung mulai dari 1."),
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.code} {self.label}"

    def clean(self):
        if self.question.element and self.score not in ELEMENT_SCORES:
            raise ValidationError(_("Pilihan unsur SKM bernilai 1, 2, 3, atau 4."))
