"""The outbox, to read, and to put back what failed."""

from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pmi_portal.audit.trail import record
from pmi_portal.outbox.models import OutgoingMail
from pmi_portal.outbox.post import put_back


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    list_display = ["created_at", "to", "subject", "state", "tries", "next_try_at", "sent_at", "error"]
    list_filter = ["state"]
    search_fields = ["to", "subject", "key"]
    fields = readonly_fields = [*list_display, "claimed_at", "key", "body"]
    date_hierarchy = "created_at"
    actions = ["put_back_failed"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """The list needs it for its action; a single mail is only shown."""
        return obj is None and super().has_change_permission(request)

    @admin.action(description=_("Kirim ulang surel yang gagal"))
    @transaction.atomic
    def put_back_failed(self, request, queryset):
        """A mail that was perhaps sent may come a second time: that is for a person to decide."""
        failed = list(queryset.filter(state=OutgoingMail.State.FAILED))
        count = put_back(OutgoingMail.objects.filter(pk__in=[mail.pk for mail in failed]))
        for mail in failed:
            record("mail.put_back", about=mail, by=request.user)
        text = ngettext("%(n)s surel dikirim ulang.", "%(n)s surel dikirim ulang.", count) % {"n": count}
        self.message_user(request, text)
