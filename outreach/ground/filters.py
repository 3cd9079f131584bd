"""What the filters of every list share."""

import django_filters
from django.utils.translation import gettext_lazy as _

from outreach.querysets.searching import MOST_FOUND
from pmi_portal.lists.filters import PeriodForm
from stakeholders.models import Region

ANY = _("semua")


def regions_for(permission):
    """The regions the asking person may see."""
    return lambda request: Region.objects.visible_to(request.user, permission)


class RecordFilters(django_filters.FilterSet):
    """Search text first; each kind of record adds what it has."""

    search = django_filters.CharFilter(label=_("Cari"), method="search_words", max_length=100)

    class Meta:
        form = PeriodForm

    cut_at = None  # how many the list shows, where more was found

    def filter_queryset(self, records):
        """The search comes last: it looks for the newest of what the other filters leave."""
        for name, value in sorted(self.form.cleaned_data.items(), key=lambda item: item[0] == "search"):
            records = self.filters[name].filter(records, value)
        return records

    def search_words(self, records, name, text):
        keys = records.newest_with(text, MOST_FOUND + 1)
        self.cut_at = MOST_FOUND if len(keys) > MOST_FOUND else None
        return records.filter(pk__in=keys[:MOST_FOUND])
