"""Which groups work together, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.words.formats import show_date, show_number, show_percent
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.results.results import Flag
from reports.saying.leading import leading
from reports.saying.wording import joined, of_part
from reports.statistics.network import betweenness, degrees, density, network

# Of fewer of the groups known, how dense their network is would be a guess.
ENOUGH_KNOWN = 0.8
MOST_NAMED = 3


def say_ties(shown):
    """The Figure of the groups that work together: each pair, and who works with nobody or is not known."""
    groups, known, ties = _read(shown)
    net = _network(groups, known, ties) if len(groups) > 1 else None
    has = degrees(net) if net else {}
    alone = [group for group in has if group in known and not has[group]]
    unknown = [group for group in has if group not in known]
    days = {name: show_date(shown.facts[name]) for name in ("since", "until")}
    return Figure(
        id=shown.indicator.code,
        title=_title(net, alone),
        subtitle=of_part(
            shown, _("Urusan yang dikerjakan bersama oleh dua kelompok, %(since)s sampai %(until)s") % days
        ),
        columns=(
            Column("group", _("Kelompok")),
            Column("other", _("Bekerja sama dengan")),
            Column("matters", _("Urusan bersama"), kind="integer"),
            Column("follow_ups", _("Tindak lanjut"), kind="integer"),
            Column("complaints", _("Pengaduan"), kind="integer"),
            Column("last", _("Terakhir"), kind="date"),
        ),
        rows=tuple(_rows(ties)),
        chart=charts.Ties(
            *("one", "two", "matters"),
            names=tuple((group.code, group.name) for group in groups),
            unknown=tuple(group.code for group in unknown),
        ),
        notes=tuple(_notes(net, alone, unknown)) if net else (),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _read(shown):
    """(the groups in their order, those with an institution, {(group, other): [cells of the regions]})."""
    groups, known, ties = {}, set(), {}
    for cell in shown.cells:
        group, other = cell.where["group"], cell.where["other"]
        if other:
            ties.setdefault((group, other), []).append(cell)
        else:
            groups[group] = None
            known |= {group} if cell.value else set()
    return list(groups), known, ties


def _network(groups, known, ties):
    """The Network of the groups; of one without an institution a tie is not known unless it is seen."""
    seen = {frozenset(pair) for pair in ties}
    pairs = {
        frozenset((one, other)) for one in groups if one not in known for other in groups if one != other
    }
    return network(groups, seen, pairs - seen)


def _rows(ties):
    """A row for each pair, its regions together, most matters first."""
    rows = [
        {
            "group": group.name,
            "other": other.name,
            "one": group.code,
            "two": other.code,
            "matters": sum(cell.value for cell in cells),
            "follow_ups": sum(cell.about["follow_ups"] for cell in cells),
            "complaints": sum(cell.about["complaints"] for cell in cells),
            "last": max(cell.about["last"] for cell in cells),
            "order": (group.order, group.code, other.order, other.code),
        }
        for (group, other), cells in ties.items()
    ]
    return sorted(rows, key=lambda row: (-row["matters"], row["order"]))


def _title(net, alone):
    """Who works with nobody, and how many of the pairs work together."""
    if net is None:
        return _("Belum ada kelompok atau wilayah untuk ditampilkan")
    if not net.ties:
        return _("Belum tercatat kelompok yang bekerja sama dengan kelompok lain")
    pairs = _pairs(density(net))
    if not alone:
        who = _("Tidak ada kelompok yang diketahui bekerja sendiri")
    elif len(alone) > MOST_NAMED:
        who = _("%(n)s kelompok belum tercatat bekerja sama dengan kelompok lain") % {
            "n": show_number(len(alone))
        }
    else:
        who = _("%(groups)s belum tercatat bekerja sama dengan kelompok lain") % {"groups": _named(alone)}
    return f"{who}; {pairs}"


def _pairs(dense):
    told = {
        "ties": show_number(dense.ties),
        "most": show_number(dense.ties + dense.unknown),
        "possible": show_number(dense.possible),
    }
    if dense.unknown:
        return _("%(ties)s sampai %(most)s dari %(possible)s pasangan bekerja sama") % told
    return _("%(ties)s dari %(possible)s pasangan bekerja sama") % told


def _notes(net, alone, unknown):
    if len(alone) > MOST_NAMED or alone and not net.ties:
        yield _("Belum tercatat bekerja sama: %(groups)s.") % {"groups": _listed(alone)}
    if unknown:
        yield _("? = tidak diketahui, karena belum punya instansi di daftar: %(groups)s.") % {
            "groups": _listed(unknown)
        }
    yield _how_dense(net, len(unknown))
    if net.ties:
        yield from _centre(net)


def _how_dense(net, unknown):
    """The density with its bounds, or why it is not told."""
    dense, groups = density(net), len(net.nodes)
    told = {"low": show_percent(dense.low), "high": show_percent(dense.high)}
    if 1 - unknown / groups < ENOUGH_KNOWN:
        return _(
            "Kerapatan jaringan tidak dinilai: baru %(known)s dari %(groups)s kelompok punya instansi di "
            "daftar, kurang dari 80%%."
        ) % {"known": groups - unknown, "groups": groups}
    if dense.unknown:
        return _("Kerapatan jaringan %(low)s sampai %(high)s, menurut pasangan yang tidak diketahui.") % told
    return _("Kerapatan jaringan %(low)s dari semua pasangan.") % told


def _centre(net):
    """Who works with the most groups, and who most often stands between two that do not."""
    top, most = leading(degrees(net))
    yield ngettext(
        "Bekerja sama dengan paling banyak kelompok: %(groups)s, dengan %(n)s kelompok.",
        "Bekerja sama dengan paling banyak kelompok: %(groups)s, dengan %(n)s kelompok.",
        most,
    ) % {"groups": _named(top), "n": most}
    between, share = leading(betweenness(net))
    if share:
        yield _("Paling sering menghubungkan dua kelompok yang tidak bekerja sama langsung: %(groups)s.") % {
            "groups": _named(between)
        }


def _named(groups):
    """Up to three by name, more by their number."""
    if len(groups) > MOST_NAMED:
        return _("%(n)s kelompok sama banyak") % {"n": len(groups)}
    return joined(group.name for group in groups)


def _listed(groups):
    return "; ".join(group.name for group in groups)
