"""Admin screen of accounts: who may sign in, and what to do when a phone or a device is lost."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.models import User
from pmi_portal.audit.admin import RecordedAdmin
from pmi_portal.audit.trail import record

# Roles come from postings and addresses from the user; sessions and second factors end by the actions below.
for model in (EmailAddress, Authenticator, UserSession, Group):
    admin.site.unregister(model)


@admin.register(User)
class UserAdmin(RecordedAdmin, DjangoUserAdmin):
    """A user is made with a password that stays out of sight, and is switched off, never deleted."""

    ordering = ["full_name"]
    list_display = ["full_name", "email", "is_active", "last_login", "is_sample"]
    list_filter = ["is_active", "postings__role"]
    search_fields = ["full_name", "email"]
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "full_name", "password")}),
        (_("Akses"), {"fields": ("is_active", "is_superuser")}),
        (_("Catatan"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = ((None, {"fields": ("email", "full_name", "usable_password", "password1", "password2")}),)
    actions = ["end_sessions", "remove_second_factor"]

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Keluarkan dari semua perangkat"))
    def end_sessions(self, request, queryset):
        for user in queryset:
            for session in user.usersession_set.all():
                session.end()
            record("user.sessions_ended", about=user, by=request.user)
        self.message_user(request, _("Pengguna terpilih sudah dikeluarkan dari semua perangkat."))

    @admin.action(description=_("Hapus verifikasi dua langkah (ponsel hilang)"))
    def remove_second_factor(self, request, queryset):
        for user in queryset.filter(authenticator__isnull=False).distinct():
            user.authenticator_set.all().delete()
            record("user.second_factor_removed", about=user, by=request.user)
        self.message_user(request, _("Verifikasi dua langkah pengguna terpilih sudah dihapus."))
