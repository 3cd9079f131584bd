"""Admin screens of reference data, institutions and postings."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.forms import BaseInlineFormSet
from simple_history.admin import SimpleHistoryAdmin

from pmi_portal.accounts.admin import UserAdmin
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from pmi_portal.audit.admin import RecordedAdmin
from pmi_portal.editing.writing import refuse_if
from stakeholders.models import (
    Contact,
    District,
    FormerName,
    Institution,
    Posting,
    Region,
    StakeholderGroup,
    TermAlias,
)


class DistrictInline(admin.TabularInline):
    model = District
    extra = 0


@admin.register(Region)
class RegionAdmin(RecordedAdmin):
    list_display = ["name", "code", "time_zone", "order", "active"]
    inlines = [DistrictInline]


@admin.register(District)
class DistrictAdmin(RecordedAdmin):
    list_display = ["name", "region", "kemendagri_code", "bps_code", "basis", "active"]
    list_filter = ["region", "basis"]
    search_fields = ["name", "kemendagri_code", "bps_code"]


@admin.register(StakeholderGroup)
class StakeholderGroupAdmin(RecordedAdmin):
    list_display = ["order", "code", "name", "basis", "active"]
    list_display_links = ["name"]
    list_filter = ["basis", "active"]


@admin.register(TermAlias)
class TermAliasAdmin(RecordedAdmin):
    list_display = ["term", "family", "valid_from", "source"]
    search_fields = ["term", "family"]


class FormerNameInline(admin.TabularInline):
    model = FormerName
    extra = 0


@admin.register(Institution)
class InstitutionAdmin(RecordedAdmin, SimpleHistoryAdmin):
    list_display = ["name", "group", "region", "level", "active"]
    list_filter = ["region", "group", "active"]
    search_fields = ["name", "former_names__name"]
    inlines = [FormerNameInline]


@admin.register(Contact)
class ContactAdmin(RecordedAdmin, SimpleHistoryAdmin):
    list_display = ["full_name", "position", "institution", "group", "region", "active"]
    list_filter = ["region", "group", "active"]
    search_fields = ["full_name"]


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


class PostingInline(admin.TabularInline):
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
