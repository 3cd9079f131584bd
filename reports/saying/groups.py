"""Which groups were heard, in words."""

from django.utils.translation import gettext as _

from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.wording import joined, of_part


def say_groups(shown):
    """The Figure of groups by region: sessions, the last day, and invitations that were not followed."""
    gaps = _gaps(shown)
    return Figure(
        id=shown.indicator.code,
        title=_title(gaps, shown.facts["groups"]),
        subtitle=of_part(
            shown, _("Jumlah sesi FGD yang dihadiri tiap kelompok, menurut wilayah, sejak 1 Agustus 2017")
        ),
        columns=(
            Column("group", _("Kelompok")),
            Column("region", _("Wilayah")),
            Column("sessions", _("Sesi"), kind="integer"),
            Column("last_on", _("Terakhir"), kind="date"),
            Column("refusals", _("Undangan tidak dipenuhi"), kind="integer"),
        ),
        rows=tuple(_row(cell) for cell in shown.cells),
        chart=charts.Matrix(down="group", across="region", value="sessions", gap=_("belum")),
        notes=tuple(_named(region, missing) for region, missing in gaps.items() if missing),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.doubt}",
        as_of=shown.as_of,
    )


def _row(cell):
    return {
        "group": cell.where["group"].name,
        "region": cell.where["region"].name,
        "sessions": cell.value,
        "last_on": cell.about["last_on"],
        "refusals": cell.about["refusals"],
    }


def _gaps(shown):
    """{region: groups without a session there}."""
    gaps = {cell.where["region"]: [] for cell in shown.cells}
    for cell in shown.cells:
        if not cell.value:
            gaps[cell.where["region"]].append(cell.where["group"])
    return gaps


def _title(gaps, total):
    """Where the most groups were not heard; of several regions with as many, all are named."""
    if not gaps or not total:
        return _("Belum ada kelompok atau wilayah untuk ditampilkan")
    most = max(len(missing) for missing in gaps.values())
    if not most:
        return _("Semua %(total)s kelompok sudah didengar di setiap wilayah") % {"total": total}
    regions = [region.name for region, missing in gaps.items() if len(missing) == most]
    told = {"regions": joined(regions), "heard": total - most, "total": total}
    if len(regions) == len(gaps):
        return _("%(regions)s: %(heard)s dari %(total)s kelompok sudah didengar") % told
    return (
        _("%(regions)s: %(heard)s dari %(total)s kelompok sudah didengar, paling sedikit di antara wilayah")
        % told
    )


def _named(region, groups):
    return _("Belum pernah didengar di %(region)s: %(groups)s.") % {
        "region": region.name,
        "groups": "; ".join(group.name for group in groups),
    }
