"""Who sat at the table of a session."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from outreach.models.sessions import FgdSession
from stakeholders.models import Institution, StakeholderGroup

AGES = {"aged_18": "18-24", "aged_25": "25-34", "aged_35": "35-44", "aged_45": "45-54", "aged_55": "55+"}
COUNTED = ("people", "women", "men", *AGES)


def _known(*names):
    """The sum of columns in which an unknown number counts as nobody."""
    first, *others = (Coalesce(models.F(name), 0) for name in names)
    return sum(others, first)


class Participation(models.Model):
    """A stakeholder group, and the institution that sent people, present in a session."""

    session = models.ForeignKey(FgdSession, on_delete=models.CASCADE, related_name="participations")
    group = models.ForeignKey(
        StakeholderGroup, verbose_name=_("kelompok"), on_delete=models.PROTECT, related_name="participations"
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("instansi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
    )
    people = models.PositiveIntegerField(
        _("jumlah orang"), null=True, blank=True, help_text=_("Kosongkan bila tidak dihitung.")
    )
    women = models.PositiveIntegerField(_("perempuan"), null=True, blank=True)
    men = models.PositiveIntegerField(_("laki-laki"), null=True, blank=True)
    aged_18 = models.PositiveIntegerField(_("usia 18-24"), null=True, blank=True)
    aged_25 = models.PositiveIntegerField(_("usia 25-34"), null=True, blank=True)
    aged_35 = models.PositiveIntegerField(_("usia 35-44"), null=True, blank=True)
    aged_45 = models.PositiveIntegerField(_("usia 45-54"), null=True, blank=True)
    aged_55 = models.PositiveIntegerField(_("usia 55+"), null=True, blank=True)

    class Meta:
        verbose_name = _("kehadiran")
        verbose_name_plural = _("kehadiran")
        ordering = ["group__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "group", "institution"],
                name="participation_once_per_group_and_institution",
                violation_error_message=_("Kelompok dan instansi ini sudah tercatat di sesi ini."),
            ),
            models.UniqueConstraint(
                fields=["session", "group"],
                condition=models.Q(institution=None),
                name="participation_once_per_group_alone",
                violation_error_message=_("Kelompok ini sudah tercatat di sesi ini."),
            ),
            models.CheckConstraint(
                condition=models.Q(people=None) | models.Q(people__gte=_known("women", "men")),
                name="participation_sexes_within_people",
            ),
            models.CheckConstraint(
                condition=models.Q(people=None) | models.Q(people__gte=_known(*AGES)),
                name="participation_ages_within_people",
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.group}: {self.people}"

    @property
    def counts(self):
        """{name: number or None} of everything that is counted of a line."""
        return {name: getattr(self, name) for name in COUNTED}

    @property
    def ages(self):
        """(age band, people) of the bands that were counted."""
        bands = [(band, getattr(self, name)) for name, band in AGES.items()]
        return [(band, people) for band, people in bands if people is not None]
