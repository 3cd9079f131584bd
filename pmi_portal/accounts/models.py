"""The user: an e-mail address, a name, and what postings grant."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import GRANTS, Role
from pmi_portal.editing.writing import refuse_if


class UserQuerySet(models.QuerySet):
    def administrators(self):
        """Those who can use every screen, so of whom one must remain."""
        by_posting = self.model.objects.filter(postings__role=Role.ADMINISTRATOR)
        return self.filter(Q(is_superuser=True) | Q(pk__in=by_posting), is_active=True)

    def why_not_step_down(self):
        """The reason these people cannot all cease to be administrators, or None."""
        others = self.model.objects.exclude(pk__in=self.values("pk"))
        if self.administrators().exists() and not others.administrators().exists():
            return _("Ini administrator terakhir. Tugaskan administrator lain dahulu.")
        return None


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who signs in. Knows no region: `postings` (from stakeholders) says where a role holds."""

    email = models.EmailField(_("alamat surel"), unique=True)
    full_name = models.CharField(_("nama lengkap"), max_length=200)
    is_active = models.BooleanField(
        _("aktif"), default=True, help_text=_("Nonaktifkan untuk menutup akses; jangan hapus akunnya.")
    )
    is_superuser = models.BooleanField(
        _("administrator pertama"),
        default=False,
        help_text=_("Memegang semua hak tanpa penugasan; hanya untuk pemasangan awal."),
    )
    is_sample = models.BooleanField(_("data contoh"), default=False)
    date_joined = models.DateTimeField(_("dibuat"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        ordering = ["full_name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_the_case")]

    class Privacy:
        personal = ("email", "full_name")

    def __str__(self):
        return self.full_name or self.email

    def save(self, *args, **kwargs):
        """Addresses are kept in small letters, since that is how sign-in looks for them."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def clean(self):
        """Who is switched off, or is no longer the first administrator, leaves another behind."""
        super().clean()
        recorded = type(self).objects.filter(pk=self.pk)
        remains = self.is_superuser or recorded.filter(postings__role=Role.ADMINISTRATOR).exists()
        if not (self.is_active and remains):
            refuse_if(recorded.why_not_step_down())

    @cached_property
    def _held(self):
        """(role, region id or None for the whole country, zone of the region); read once a request."""
        return tuple(self.postings.values_list("role", "region_id", "region__time_zone"))

    @cached_property
    def held_roles(self):
        """Pairs (role, region id or None for the whole country)."""
        return tuple((role, region) for role, region, _zone in self._held)

    @property
    def time_zone(self):
        """The zone of the person's regions; that of the capital for the whole country or several zones."""
        zones = {zone for _role, _region, zone in self._held}
        return zones.pop() if len(zones) == 1 and None not in zones else settings.TIME_ZONE

    @property
    def roles(self):
        names = {role for role, _region in self.held_roles} | (
            {Role.ADMINISTRATOR} if self.is_superuser else set()
        )
        return [role for role in Role if role in names]

    def holds(self, permission, region):
        """Whether a posting grants this permission in that region (or its key); None is the whole country."""
        regions = self.regions_for(permission)
        return regions is None or getattr(region, "pk", region) in regions

    def holds_somewhere(self, permission):
        """Whether any posting grants this permission, wherever: opens doors, never a record."""
        return self.is_active and any(permission in GRANTS[role] for role in self.roles)

    def regions_for(self, permission):
        """The region ids where the permission holds; None means the whole country."""
        if not self.is_active:
            return set()
        if self.is_superuser and permission in GRANTS[Role.ADMINISTRATOR]:
            return None
        regions = {region for role, region in self.held_roles if permission in GRANTS.get(role, ())}
        return None if None in regions else regions

    @property
    def must_use_second_factor(self):
        return any(role in settings.MFA_REQUIRED_ROLES for role in self.roles)

    @cached_property
    def lacks_second_factor(self):
        """Whether a role of this person demands a second factor that is not set up yet."""
        return self.must_use_second_factor and not self.authenticator_set.filter(type="totp").exists()

    # Django's admin asks for these; only those who may use it get in, and they may edit what it shows.
    @property
    def is_staff(self):
        return self.holds_somewhere("admin_use")

    def has_perm(self, perm, obj=None):
        return self.is_staff

    def has_perms(self, perm_list, obj=None):
        return self.is_staff

    def has_module_perms(self, app_label):
        return self.is_staff


class KeySample(models.Model):
    """A known text under each key of FIELD_KEYS that was ever the newest, opened at every start."""

    fingerprint = models.CharField(max_length=16, unique=True)
    token = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = _("contoh kunci isian")

    class Privacy:
        personal = ()

    def __str__(self):
        return self.fingerprint
