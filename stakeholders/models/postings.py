"""A posting joins user, role and region: the one place where rights come from."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Role
from pmi_portal.editing.records import Record
from pmi_portal.editing.writing import refuse_if
from stakeholders.models.regions import Region


class PostingQuerySet(models.QuerySet):
    def why_not_delete(self):
        """The reason these postings cannot all go, or None: one administrator must remain."""
        by_posting_only = get_user_model().objects.filter(
            is_superuser=False, postings__in=self.filter(role=Role.ADMINISTRATOR)
        )
        return by_posting_only.why_not_step_down()


class Posting(Record):
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

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        ordering = ["user", "role", "pk"]
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
            # What the admin screens show and change belongs to the whole country.
            models.CheckConstraint(
                condition=~models.Q(role=Role.ADMINISTRATOR) | models.Q(region__isnull=True),
                name="posting_of_administrator_is_national",
                violation_error_message=_(
                    "Administrator bekerja untuk seluruh Indonesia. Kosongkan wilayahnya."
                ),
            ),
        ]

    class Privacy:
        personal = ()

    def __str__(self):
        return f"{self.user}: {self.get_role_display()} ({self.region or _('seluruh Indonesia')})"

    def clean(self):
        others = type(self).objects.filter(user=self.user_id).exclude(pk=self.pk)
        refuse_if(self.why_not_beside(others))
        recorded = type(self).objects.filter(pk=self.pk)
        stays = recorded.filter(user=self.user_id).exists() or (self.user_id and self.user.is_active)
        if not (self.role == Role.ADMINISTRATOR and stays):
            refuse_if(recorded.why_not_delete())

    def why_not_beside(self, others):
        """The reason one of this and the other postings of the person would add nothing, or None."""
        same_role = [posting for posting in others if posting.role == self.role]
        if all((posting.region_id is None) == (self.region_id is None) for posting in same_role):
            return None
        return _now(
            "Penugasan %(role)s untuk seluruh Indonesia sudah mencakup setiap wilayah. Pilih salah satu."
        ) % {"role": self.get_role_display()}
