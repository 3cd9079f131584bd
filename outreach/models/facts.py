"""What is asked of a case wherever it is told, in a complaint or in words said: its signs and its day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmi_portal.words.formats import show_date, show_month


class CaseFactsMixin(models.Model):
    """Signs that ask somebody to act the same day, and when it happened, which need not be known."""

    class Happened(models.TextChoices):
        UNKNOWN = "unknown", _("tidak diketahui")
        DAY = "day", _("tanggalnya diketahui")
        MONTH = "month", _("hanya bulannya diketahui")

    # {field: its word on a tag}
    SIGNS = {
        "violence": _("kekerasan"),
        "trafficking": _("perdagangan orang"),
        "death": _("kematian"),
        "detained": _("ditahan atau kasus hukum"),
        "minor": _("korban anak"),
    }
    FACTS = (*SIGNS, "happened", "happened_on")

    violence = models.BooleanField(_("kekerasan"), default=False)
    trafficking = models.BooleanField(_("perdagangan orang"), default=False)
    death = models.BooleanField(_("kematian"), default=False)
    detained = models.BooleanField(_("ditahan atau menghadapi kasus hukum"), default=False)
    minor = models.BooleanField(_("korban anak di bawah 18 tahun"), default=False)
    # When it happened, which is not when it was told; of a month that is known the first day is kept.
    happened = models.CharField(
        _("waktu kejadian"), max_length=8, choices=Happened.choices, default=Happened.UNKNOWN
    )
    happened_on = models.DateField(
        _("tanggal kejadian"),
        null=True,
        blank=True,
        help_text=_("Bila hanya bulannya diketahui, isi tanggal mana pun pada bulan itu."),
    )

    class Meta:
        abstract = True

    @property
    def signs(self):
        """The words of its signs."""
        return [word for name, word in self.SIGNS.items() if getattr(self, name)]

    @property
    def has_urgent_sign(self):
        """Whether something in it asks somebody to act the same day."""
        return any(getattr(self, name) for name in self.SIGNS)

    @property
    def happened_when(self):
        """When it happened, as exactly as it is known."""
        if self.happened == self.Happened.DAY:
            return show_date(self.happened_on)
        if self.happened == self.Happened.MONTH:
            return show_month(self.happened_on)
        return self.get_happened_display()


def dated_iff_known(name):
    """The promise of the database that a day is kept exactly where one is known."""
    return models.CheckConstraint(
        condition=models.Q(happened="unknown", happened_on=None)
        | (~models.Q(happened="unknown") & models.Q(happened_on__isnull=False)),
        name=name,
    )
