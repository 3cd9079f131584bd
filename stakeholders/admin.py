"""Admin screens of reference data, institutions and postings."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.widgets import AdminDateWidget
from django.forms import BaseInlineFormSet
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from pmi_portal.accounts.admin import UserAdmin
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from pmi_portal.audit.admin import RecordedAdmin
from pmi_portal.editing.screens import SharedInline
from pmi_portal.editing.writing import refuse_if
from stakeholders import rules
from stakeholders.models import (
    Contact,
    District,
    DistrictFormerName,
    Exposure,
    FormerName,
    FormerRegion,
    GroupFormerName,
    Institution,
    Posting,
    Region,
    RegionFormerName,
    StakeholderGroup,
    TermAlias,
)

END_OR_MERGE = _("Nonaktifkan atau gabungkan")


class PastRows(BaseInlineFormSet):
    """Former names or regions of one record, judged together: no day has two."""

    def clean(self):
        super().clean()
        if not any(self.errors):
            kept = [form.instance for form in self.living_forms if _filled(form)]
            refuse_if(rules.why_not_together(kept))


class PastInline(SharedInline, admin.TabularInline):
    formset = PastRows
    extra = 0
    fields = ["name", "valid_from", "valid_to", "source"]


class RegionFormerNameInline(PastInline):
    model = RegionFormerName


class DistrictFormerNameInline(PastInline):
    model = DistrictFormerName


class FormerRegionInline(PastInline):
    model = FormerRegion
    fields = ["region", "valid_from", "valid_to", "source"]


class GroupFormerNameInline(PastInline):
    model = GroupFormerName


class FormerNameInline(PastInline):
    model = FormerName


class DistrictInline(SharedInline, admin.StackedInline):
    """Each in four lines: in one it would run out of the page."""

    model = District
    extra = 0
    fields = [
        ("name", "kemendagri_code", "bps_code"),
        ("basis", "time_zone", "population"),
        ("latitude", "longitude"),
        ("valid_from", "valid_to"),
    ]


class DistrictForm(forms.ModelForm):
    """A district moves on a day: what is recorded of the days before stays with the region of those days."""

    moved_on = forms.DateField(
        label=_("Pindah sejak"),
        required=False,
        widget=AdminDateWidget,
        help_text=_("Hanya bila wilayah diubah: hari pertama di wilayah yang baru."),
    )

    def clean(self):
        cleaned = super().clean()
        if "region" in self.changed_data and self.instance.pk and not self.errors:
            formers = self.instance.former_regions.all()
            if reason := rules.why_not_move(cleaned["moved_on"], formers=formers):
                self.add_error("moved_on", reason)
        return cleaned


class StateFilter(admin.SimpleListFilter):
    """Whether a record of a register holds today."""

    title, parameter_name = _("status"), "keadaan"

    def lookups(self, request, model_admin):
        return [("aktif", _("Aktif")), ("tidak", _("Tidak aktif"))]

    def queryset(self, request, queryset):
        if self.value() not in ("aktif", "tidak"):
            return queryset
        active = queryset.model.objects.active()
        return queryset.filter(pk__in=active) if self.value() == "aktif" else queryset.exclude(pk__in=active)


@admin.register(Region)
class RegionAdmin(RecordedAdmin):
    list_display = ["name", "code", "time_zone", "order", "valid_to"]
    inlines = [DistrictInline, RegionFormerNameInline]


@admin.register(District)
class DistrictAdmin(RecordedAdmin):
    form = DistrictForm
    list_display = ["name", "region", "kemendagri_code", "bps_code", "basis", "valid_to"]
    list_filter = ["region", "basis", StateFilter]
    search_fields = ["name", "kemendagri_code", "bps_code"]
    inlines = [FormerRegionInline, DistrictFormerNameInline]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "region" in form.changed_data:
            last_day = form.cleaned_data["moved_on"] - timedelta(days=1)
            obj.former_regions.create(region_id=form.initial["region"], valid_to=last_day)


@admin.register(StakeholderGroup)
class StakeholderGroupAdmin(RecordedAdmin):
    list_display = ["order", "code", "name", "basis", "valid_to"]
    list_display_links = ["name"]
    list_filter = ["basis", StateFilter]
    inlines = [GroupFormerNameInline]


@admin.register(TermAlias)
class TermAliasAdmin(RecordedAdmin):
    list_display = ["term", "family", "valid_from", "source"]
    search_fields = ["term", "family"]


class InstitutionForm(forms.ModelForm):
    class Meta:
        help_texts = {"valid_to": _("Hari terakhir; diisi lewat “Nonaktifkan atau gabungkan”.")}


@admin.register(Institution)
class InstitutionAdmin(RecordedAdmin, SimpleHistoryAdmin):
    form = InstitutionForm
    list_display = ["name", "group", "region", "level", "valid_to"]
    list_filter = ["region", "group", StateFilter]
    search_fields = ["name", "former_names__name"]
    # Who ends an institution must see what is still open there: its own page tells it.
    readonly_fields = ["valid_to", "successor", "ending"]
    inlines = [FormerNameInline]
    actions = ["end_or_merge"]

    @admin.display(description=_("Masa berlaku"))
    def ending(self, institution):
        if institution.pk is None:
            return "-"
        return format_html('<a href="{}">{}</a>', _ending_url(institution), END_OR_MERGE)

    @admin.action(permissions=["change"], description=END_OR_MERGE)
    def end_or_merge(self, request, queryset):
        """To the page that shows what is still open there; there each institution is ended by itself."""
        if len(queryset) != 1:
            self.message_user(request, _("Pilih satu instansi."), messages.ERROR)
            return None
        return redirect(_ending_url(queryset[0]))


def _ending_url(institution):
    """The page is a door of the floor above, where the open work is known."""
    return reverse("institution_end", args=[institution.pk])


@admin.register(Contact)
class ContactAdmin(RecordedAdmin, SimpleHistoryAdmin):
    list_display = ["full_name", "position", "institution", "group", "region", "active"]
    list_filter = ["region", "group", "active"]
    search_fields = ["full_name"]


@admin.register(Exposure)
class ExposureAdmin(RecordedAdmin, SimpleHistoryAdmin):
    list_display = ["region", "month", "destination", "low", "high", "source"]
    list_filter = ["region", "destination"]
    date_hierarchy = "month"


class PostingFormSet(BaseInlineFormSet):
    """The postings of one person, judged together: a row alone sees neither the others nor the account."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        kept = [form.instance for form in self.forms if form not in self.deleted_forms and _filled(form)]
        for number, posting in enumerate(kept):
            refuse_if(posting.why_not_beside(kept[:number]))
        roles = {posting.role for posting in kept}
        if Role.ADMINISTRATOR not in roles and not self.instance.is_superuser:
            refuse_if(User.objects.filter(pk=self.instance.pk).why_not_step_down())


def _filled(form):
    return form.instance.pk or form.has_changed()


class PostingInline(SharedInline, admin.TabularInline):
    model = Posting
    formset = PostingFormSet

    def get_extra(self, request, obj=None, **kwargs):
        """A new account without a posting can do nothing, so the first is offered at once."""
        return 0 if obj else 1


admin.site.unregister(User)


@admin.register(User)
class PostedUserAdmin(UserAdmin):
    """A user together with the postings, which only this floor knows."""

    inlines = [PostingInline]


@admin.register(Posting)
class PostingAdmin(RecordedAdmin):
    list_display = ["user", "role", "region"]
    list_filter = ["role", "region"]
    actions = ["delete_selected"]

    def has_delete_permission(self, request, obj=None):
        kept = obj is not None and Posting.objects.filter(pk=obj.pk).why_not_delete()
        return not kept and super().has_delete_permission(request, obj)

    @admin.action(permissions=["delete"], description=delete_selected.short_description)
    def delete_selected(self, request, queryset):
        """Django's own, unless no administrator would be left: each alone may go, all together not."""
        if reason := queryset.why_not_delete():
            self.message_user(request, reason, messages.ERROR)
            return None
        return delete_selected(self, request, queryset)
