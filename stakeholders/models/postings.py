"""A posting joins user, role and region: the one place where rights come from."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Role
from stakeholders.models.regions import Region


class Posting(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pengguna"),
        on_delete=models.CASCADE,
        related_name="postings",
    )
    role = models.CharField(_("peran"), max_length=30, choices=Role.choices)
    region = models.ForeignKey(
        Region,
        verbose_name=_("wilayah"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="postings",
        help_text=_("Kosong berarti seluruh Indonesia."),
    )

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "region"],
                name="posting_once_per_user_role_region",
                violation_error_message=_("Penugasan ini sudah ada."),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(region=None),
                name="posting_once_per_user_role_national",
                violation_error_message=_("Penugasan ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.REGIONAL_OFFICER) | models.Q(region__isnull=False),
                name="posting_of_officer_names_region",
                violation_error_message=_("Petugas wilayah harus ditugaskan di satu wilayah."),
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.user}: {self.get_role_display()} ({self.region or _('seluruh Indonesia')})"

    def clean(self):
        before = type(self).objects.filter(pk=self.pk).first()
        if before and before.is_last_administrator and self.role != Role.ADMINISTRATOR:
            raise ValidationError(
                _("Ini administrator terakhir. Tugaskan administrator lain dahulu, baru ubah penugasan ini.")
            )

    @property
    def is_last_administrator(self):
        """Whether nobody could use the admin screens without this posting."""
        if self.role != Role.ADMINISTRATOR:
            return False
        people = get_user_model().objects.filter(is_active=True).exclude(pk=self.user_id)
        others = people.filter(models.Q(is_superuser=True) | models.Q(postings__role=Role.ADMINISTRATOR))
        return not self.user.is_superuser and not others.exists()
