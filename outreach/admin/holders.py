"""Users and postings once more: who may not handle complaints any more gives back what was in these hands."""

from django.contrib import admin
from django.utils.translation import gettext as _

from outreach.complaints.actions.holding import return_complaints
from pmi_portal.accounts.models import User
from stakeholders.admin import PostedUserAdmin, PostingAdmin
from stakeholders.models import Posting

admin.site.unregister([User, Posting])


class Returning:
    """An admin screen after which somebody may hold less than before."""

    def _return(self, request, officers):
        """Judged by what the database says now: a user remembers the roles that were read before."""
        for officer in User.objects.filter(pk__in=officers):
            if n := return_complaints(officer=officer, by=request.user):
                told = _("%(n)s pengaduan yang dipegang %(who)s kembali ke meja wilayahnya.")
                self.message_user(request, told % {"n": n, "who": officer})


@admin.register(User)
class HoldingUserAdmin(Returning, PostedUserAdmin):
    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self._return(request, [form.instance.pk])


@admin.register(Posting)
class HeldPostingAdmin(Returning, PostingAdmin):
    def save_model(self, request, obj, form, change):
        before = list(Posting.objects.filter(pk=obj.pk).values_list("user", flat=True))
        super().save_model(request, obj, form, change)
        self._return(request, [*before, obj.user_id])

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self._return(request, [obj.user_id])

    def delete_queryset(self, request, queryset):
        officers = list(queryset.values_list("user", flat=True))
        super().delete_queryset(request, queryset)
        self._return(request, officers)
