"""Filters of the lists of sessions, statements, guides and second codings."""

from django.utils.translation import gettext_lazy as _

from outreach.models import Statement, Theme
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import ChoiceFilter, CodeFilter, DayFilter, ListFilters
from stakeholders.filters import GroupFilter, RegionFilter

ANY_SIGN = "ada"
SIGNS = [(ANY_SIGN, _("ada tanda apa pun")), *Statement.SIGNS.items()]


class SessionFilters(ListFilters):
    region = RegionFilter(Permission.SESSIONS_VIEW, field_name="event__region")
    since = DayFilter(label=_("Dari tanggal"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("Sampai tanggal"), field_name="held_on", lookup_expr="lte")
    group = GroupFilter(label=_("Kelompok yang hadir"), field_name="participations__group", distinct=True)
    theme = CodeFilter(
        label=_("Tema yang dibahas"),
        field_name="statements__theme",
        queryset=Theme.objects.all(),
        distinct=True,
    )


class StatementFilters(ListFilters):
    region = RegionFilter(Permission.SESSIONS_VIEW, field_name="session__event__region")
    since = DayFilter(label=_("Dari tanggal"), field_name="session__held_on", lookup_expr="gte")
    until = DayFilter(label=_("Sampai tanggal"), field_name="session__held_on", lookup_expr="lte")
    kind = ChoiceFilter(label=_("Jenis"), choices=Statement.Kind.choices)
    theme = CodeFilter(label=_("Tema"), queryset=Theme.objects.all())
    group = GroupFilter()
    sign = ChoiceFilter(label=_("Tanda darurat"), choices=SIGNS, method="with_sign")

    def with_sign(self, statements, name, sign):
        return statements.with_signs(*(Statement.SIGNS if sign == ANY_SIGN else [sign]))


class CodingFilters(SessionFilters):
    """A coder is not told which themes a session holds."""

    theme = None


class GuideFilters(ListFilters):
    active = ChoiceFilter(
        label=_("Dipakai"),
        choices=[("True", _("masih dipakai")), ("False", _("tidak dipakai lagi"))],
    )
