"""What somebody typed but did not send yet, and which sent forms were already taken in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """The unsent text of one form of one person; `key` names the form and the record it belongs to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(_("formulir"), max_length=190)
    name = models.CharField(_("nama formulir"), max_length=100, blank=True)
    content = models.TextField(_("isian"), help_text=_("Objek JSON: nama isian ke daftar nilainya."))
    saved_at = models.DateTimeField(_("disimpan pada"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("draf")
        ordering = ["-saved_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="draft_once_per_user_and_form")]

    class Privacy:
        personal = ("content",)

    def __str__(self):
        return f"{self.user}: {self.key}"


class KeyPair(models.Model):
    """Seals what waits in this person's browsers: store.js writes with the one key, opens with the other."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="key_pair")
    public = models.TextField(help_text="Point on P-256, in base64.")
    private = models.TextField(help_text="PKCS 8 in base64, encrypted with FIELD_KEYS.")

    class Meta:
        verbose_name = verbose_name_plural = _("kunci peramban")

    class Privacy:
        personal = ()

    def __str__(self):
        return str(self.user)


class Submission(models.Model):
    """A sent form that was taken in; the same form sent again leads to `url` instead of a second record."""

    key = models.UUIDField(primary_key=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was typed.")
    deed = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the action and its records.")
    url = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("kiriman formulir")
        ordering = ["-taken_at", "pk"]
        indexes = [models.Index(fields=["user", "digest"], name="submission_by_content")]

    class Privacy:
        personal = ()

    def __str__(self):
        return str(self.key)
