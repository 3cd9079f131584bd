"""The list of what was learned from files: its page, its table and its filters."""

from functools import cached_property
from operator import attrgetter

import django_tables2
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import CharFilter

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ChoiceFilter, ListFilters
from pmi_portal.lists.pages import list_page
from pmi_portal.lists.tables import WIDE, CellColumn, DateColumn, ListTable
from pmi_portal.words.formats import show_date
from stakeholders.filters import RegionFilter
from surveys.importing.learned_words import Words, columns_of
from surveys.models import LearnedEntry, QuestionnaireVersion

STATES = [("berlaku", _("berlaku")), ("ditarik", _("ditarik"))]


class LearnedFilter(ListFilters):
    q = CharFilter(
        label=_("Tulisan"),
        field_name="spelling",
        lookup_expr="icontains",
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    region = RegionFilter(
        Permission.IMPORTS_RUN,
        method="in_region",
        null_label=_("semua wilayah"),
        null_value="nasional",
    )
    version = ChoiceFilter(label=pgettext_lazy("satu", "Kuesioner"))
    column = ChoiceFilter(label=_("Kolom"))
    state = ChoiceFilter(label=_("Status"), choices=STATES, method="in_state")

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        learned = self.queryset.order_by()
        versions = QuestionnaireVersion.objects.filter(pk__in=learned.values("version"))
        versions = list(versions.select_related("questionnaire"))
        self.filters["version"].extra["choices"] = [(str(each.pk), str(each)) for each in versions]
        named = {name: column.label for each in versions for name, column in columns_of(each).items()}
        kept = learned.values_list("column", flat=True).distinct()
        # In an address nothing means any column.
        offered = sorted((name or "judul", str(named.get(name, name))) for name in kept)
        self.filters["column"].extra["choices"] = offered
        self.filters["column"].method = "in_column"

    def in_region(self, entries, name, region):
        return entries.filter(region=None if region == "nasional" else region)

    def in_column(self, entries, name, column):
        return entries.filter(column="" if column == "judul" else column)

    def in_state(self, entries, name, state):
        return entries.filter(withdrawn_at__isnull=state == "berlaku")


class LearnedTable(ListTable):
    spelling = CellColumn(
        "surveys/importing/cells/learned.html",
        verbose_name=_("Tulisan"),
        plain=attrgetter("spelling"),
        about="steps_of",
        attrs=WIDE,
    )
    column = CellColumn(
        "surveys/importing/cells/learned_column.html", verbose_name=_("Kolom"), about="words_of"
    )
    meaning = CellColumn(
        "surveys/importing/cells/learned_meaning.html", verbose_name=_("Dibaca sebagai"), about="words_of"
    )
    region = django_tables2.Column(
        verbose_name=_("Wilayah"), order_by=("region__order",), default=_("semua wilayah")
    )
    version = django_tables2.Column(verbose_name=pgettext_lazy("satu", "Kuesioner"), order_by=("version",))
    said_by = django_tables2.Column(verbose_name=_("Oleh"), order_by=("said_by__full_name",))
    said_at = DateColumn(verbose_name=_("Sejak"))
    state = CellColumn(
        "surveys/importing/cells/learned_state.html", verbose_name=_("Status"), order_by=("withdrawn_at",)
    )

    class Meta(ListTable.Meta):
        empty_text = _("Belum ada tulisan yang dipelajari dan cocok.")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.words = user, Words()

    @cached_property
    def may_touch(self):
        own = self.user.regions_for(Permission.MAPPINGS_EDIT)
        return lambda region: own is None or region in own

    def steps_of(self, entry):
        return {"may_touch": entry.withdrawn_at is None and self.may_touch(entry.region_id)}

    def words_of(self, entry):
        column, meaning = self.words.of(entry)
        return {"column": column, "meaning": meaning}

    def render_said_at(self, value):
        return show_date(value.date())


@requires(Permission.MAPPINGS_EDIT)
def learned_list(request):
    """What officers said of their files that later files are read by."""
    return list_page(
        request,
        "surveys/importing/learned_list.html",
        LearnedEntry.objects.visible_to(request.user).for_list().order_by("-pk"),
        LearnedTable,
        LearnedFilter,
        name="dipelajari",
        about={"user": request.user},
    )
