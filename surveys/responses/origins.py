"""Which row of which file each thing that a response says came from, and the cell where it stands."""

from django.utils.translation import gettext as _

from surveys.models import PastResponse
from surveys.responses.content import PROFILE_FIELDS, said_in

Change = PastResponse.Change
PUT_BACK = (Change.UNDONE, Change.REDONE)


def named(response):
    """{`Column.name` of an import: what a response says there}, but for what it says nothing of."""
    profile = {f"p:{name}": said_in(response, name) for name in PROFILE_FIELDS}
    answers = {f"q:{code}": said for code, said in (response.missing | response.answers).items()}
    return {name: said for name, said in (profile | answers).items() if said not in (None, "")}


def origins_of(versions):
    """For each version of a response, oldest first: {`Column.name`: (import, sheet, row)} of what it says.

    (None, "", None) for what a person wrote. A cell that only repeats what was stored is no origin, and a
    blank one leaves that of the value it left.
    """
    told = []
    for place, version in enumerate(versions):
        before = versions[place - 1] if place else None
        if before is not None and before.change in PUT_BACK:
            told.append(_of_the_same(version, versions[:place], told))
            continue
        is_from_file = before is None or before.change == Change.IMPORTED
        came = _origin(version) if is_from_file else (None, "", None)
        old = named(before) if before else {}
        told.append(
            {name: told[-1][name] if said == old.get(name) else came for name, said in named(version).items()}
        )
    return told


def _of_the_same(version, earlier, told):
    """The origins of the newest earlier version that said this and came from the same row."""
    for other, origins in zip(reversed(earlier), reversed(told), strict=True):
        same_row = _origin(other) == _origin(version)
        if same_row and named(other) == named(version):
            return origins
    return dict.fromkeys(named(version), _origin(version))


def _origin(version):
    return version.batch, version.sheet, version.row_number


def cells_of(origins, batch):
    """{`Column.name`: “Data!F17”}; the file is named where it is not this import, which the page names."""
    return {name: _cell(name, *origin, batch) for name, origin in origins.items()}


def _cell(name, batch, sheet, row, usual):
    if batch is None:
        return _("dikoreksi di portal") if usual else ""
    address = batch.address(name, sheet, row)
    return address if batch == usual or not address else f"{batch.original_name}: {address}"
