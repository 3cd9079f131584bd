"""Admin screens of reference data, institutions and postings."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from pmi_portal.accounts.admin import UserAdmin
from pmi_portal.accounts.models import User
from pmi_portal.audit.admin import RecordedAdmin
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


class PostingInline(admin.TabularInline):
    model = Posting

    def get_extra(self, request, obj=None, **kwargs):
        """A new account without a posting can do nothing, so the first is offered at once."""
        return 0 if obj else 1

    def has_delete_permission(self, request, obj=None):
        kept = obj and any(posting.is_last_administrator for posting in obj.postings.all())
        return not kept and super().has_delete_permission(request, obj)


admin.site.unregister(User)


@admin.register(User)
class PostedUserAdmin(UserAdmin):
    """A user together with the postings, which only this floor knows."""

    inlines = [PostingInline]


@admin.register(Posting)
class PostingAdmin(RecordedAdmin):
    list_display = ["user", "role", "region"]
    list_filter = ["role", "region"]

    def has_delete_permission(self, request, obj=None):
        kept = obj is not None and obj.is_last_administrator
        return not kept and super().has_delete_permission(request, obj)
