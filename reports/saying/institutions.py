"""Rows of institutions that are waited for: who is slowest, and how their bars are named."""

from collections import Counter

from django.utils.translation import gettext as _

from reports.saying.leading import leading
from reports.saying.wording import joined

MOST_DRAWN = 12


def slowest(cells):
    """At which institutions most are late, over all regions: the value of a cell counts its late ones."""
    late, names = Counter(), {}
    for cell in cells:
        institution = cell.where["institution"]
        late[institution.pk] += cell.value
        names[institution.pk] = institution.name
    return _most_late([names[pk] for pk in leading(late)[0]], max(late.values()))


def _most_late(names, most):
    """“paling banyak di …, 2 terlambat”; those alike are named, or counted where they are more than three."""
    told = {"institutions": joined(names[:3]), "n": most, "count": len(names)}
    if len(names) > 3:
        return _("%(count)s instansi sama-sama paling banyak, masing-masing %(n)s") % told
    if len(names) > 1:
        return _("paling banyak di %(institutions)s, masing-masing %(n)s") % told
    return _("paling banyak di %(institutions)s, %(n)s") % told


def labelled(rows):
    """The rows with the label of their bar: the institution, with the desk where several wait for it."""
    drawn = Counter(row["institution"] for row in rows if row["drawn"])
    for row in rows:
        several = drawn[row["institution"]] > 1
        row["label"] = f"{row['institution']}, {row['desk']}" if several else row["institution"]
    return tuple(rows)


def undrawn(drawable):
    """The note that not all rows that could be drawn are."""
    if drawable > MOST_DRAWN:
        yield _("Digambar: %(n)s baris teratas; semuanya ada di tabel.") % {"n": MOST_DRAWN}
