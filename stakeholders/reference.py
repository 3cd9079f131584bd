"""The reference data the project ships: regions, districts, groups, terms, well-known public institutions."""

import csv
from datetime import date
from pathlib import Path

from pmi_portal.loading.reference import CREATED, UNCHANGED
from stakeholders.models import (
    District,
    FormerName,
    Institution,
    Region,
    StakeholderGroup,
    TermAlias,
)

DATA = Path(__file__).resolve().parent / "data"


def load(loader, folder=DATA):
    """Put every shipped row; `folder` holds the six CSV files."""
    regions = {row["code"]: _put_region(loader, row) for row in _rows(folder, "regions")}
    districts = {
        row["kemendagri_code"]: _put_district(loader, row, regions) for row in _rows(folder, "districts")
    }
    groups = {row["code"]: _put_group(loader, row) for row in _rows(folder, "groups")}
    for row in _rows(folder, "term_aliases"):
        values = {name: row[name] for name in ("family", "valid_from", "source")}
        loader.put(TermAlias, {"term": row["term"]}, values)
    names = _former_names(folder)
    for row in _rows(folder, "institutions"):
        _create_institution(loader, row, names, regions=regions, districts=districts, groups=groups)


def _rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _put_region(loader, row):
    values = {name: row[name] for name in ("name", "short_name", "named_as_in_source", "time_zone", "note")}
    return loader.put(Region, {"code": row["code"]}, values | {"order": int(row["order"])})


def _put_district(loader, row, regions):
    values = {name: row[name] for name in ("name", "bps_code", "basis", "time_zone")}
    values |= {
        "region": regions[row["region"]],
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "population": int(row["population"]) if row["population"] else None,
    }
    return loader.put(District, {"kemendagri_code": row["kemendagri_code"]}, values)


def _put_group(loader, row):
    values = {name: row[name] for name in ("name", "basis", "named_as_in_source", "reason")}
    return loader.put(StakeholderGroup, {"code": row["code"]}, values | {"order": int(row["order"])})


def _former_names(folder):
    names = {}
    for row in _rows(folder, "former_names"):
        names.setdefault(row["institution"], []).append(row)
    return names


def _create_institution(loader, row, names, *, regions, districts, groups):
    """Create it unless one of that name, present or former, is there; what people wrote is never touched."""
    region = regions.get(row["region"])
    if Institution.objects.named(row["name"]).filter(region=region).exists():
        loader.counts[Institution._meta.model_name, UNCHANGED] += 1
        return
    institution = Institution.objects.create(
        name=row["name"],
        group=groups[row["group"]],
        region=region,
        district=districts.get(row["district"]),
        level=row["level"],
        note="\n".join(part for part in (row["note"], _source(row["source"])) if part),
    )
    FormerName.objects.bulk_create(_former_name(institution, name) for name in names.get(row["name"], []))
    loader.counts[Institution._meta.model_name, CREATED] += 1


def _source(text):
    # Data, not a label: the note is stored, so it is written in the portal's first language.
    return f"Sumber: {text}" if text else ""


def _former_name(institution, row):
    ends = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to")}
    return FormerName(institution=institution, name=row["name"], source=row["source"], **ends)
