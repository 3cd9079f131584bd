"""Admin screens of categories, limits and holidays; complaints are only shown here."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from outreach.complaints.actions.jobs import start_recompute
from outreach.models import Complaint, ComplaintCategory, ComplaintStep, Holiday, Referral, ServiceLimit
from pmi_portal.audit.admin import RecordedAdmin


@admin.register(ComplaintCategory)
class ComplaintCategoryAdmin(RecordedAdmin):
    list_display = ["code", "name", "parent", "group", "period", "valid_from", "valid_to", "active"]
    list_display_links = ["name"]
    list_filter = ["active", "group", "period"]
    list_select_related = ["parent"]
    search_fields = ["code", "name"]


class MovingClocks:
    """An admin screen after which the clocks of open complaints may stand on other days."""

    def move_clocks(self, request):
        moved, job = start_recompute(by=request.user)
        if job:
            url = reverse("admin:jobs_job_change", args=[job.pk])
            told = _('Batas waktu pengaduan sedang dihitung ulang. <a href="{}">Lihat kemajuannya</a>.')
            self.message_user(request, format_html(told, url))
        elif moved:
            self.message_user(request, _("Batas waktu %(n)s pengaduan bergeser.") % {"n": moved})


class ClockAdmin(MovingClocks, RecordedAdmin):
    """What is changed on these screens moves the clocks of open complaints."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.has_changed():
            self.move_clocks(request)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self.move_clocks(request)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        self.move_clocks(request)


class ServiceLimitForm(forms.ModelForm):
    def clean(self):
        """One limit to acknowledge and one to verify stay in force: no complaint comes in without."""
        cleaned = super().clean()
        others = ServiceLimit.objects.active().exclude(pk=self.instance.pk)
        before = (
            ServiceLimit.objects.filter(pk=self.instance.pk).exclude(step=ServiceLimit.Step.ANSWER).first()
        )
        stays = before and cleaned.get("active") and cleaned.get("step") == before.step
        if before and not stays and not others.of_step(before.step).exists():
            raise ValidationError(_("Ini satu-satunya batas untuk langkahnya; ubah jumlah harinya saja."))
        return cleaned


@admin.register(ServiceLimit)
class ServiceLimitAdmin(ClockAdmin):
    form = ServiceLimitForm
    list_display = ["name", "step", "working_days", "source", "active"]
    list_filter = ["step", "active"]

    def has_delete_permission(self, request, obj=None):
        """A limit is switched off, never deleted: complaints were promised it."""
        return False


@admin.register(Holiday)
class HolidayAdmin(ClockAdmin):
    list_display = ["date", "name", "kind", "active"]
    list_filter = ["kind", "active"]
    date_hierarchy = "date"
    search_fields = ["name"]


class ShownInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class ReferralInline(ShownInline):
    model = Referral
    fields = ["institution", "state", "sent_at", "replied_at"]


class StepInline(ShownInline):
    model = ComplaintStep
    fields = ["at", "what", "before", "after", "by"]


@admin.register(Complaint)
class ComplaintAdmin(admin.ModelAdmin):
    """To look at only; complaints are changed on their own pages, which ask the rules."""

    list_display = ["number", "region", "category", "status", "received_at", "is_sample"]
    list_select_related = ["region", "category"]
    list_filter = ["region", "status"]
    search_fields = ["number"]
    inlines = [ReferralInline, StepInline]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
