"""Finds institutions by the name they bear or once bore, within a region."""

import re

from django.utils.translation import gettext as _

from pmi_portal.words.folding import folded
from stakeholders.models import FormerName, TermAlias


class InstitutionNames:
    """All names of these institutions, read once: a present name goes before a former one, and both
    before a name that is the same only once its terms are brought up to date.
    """

    def __init__(self, institutions):
        self.up_to_date = _Terms(TermAlias.objects.all()).up_to_date
        self.present, self.former, self.renamed = {}, {}, {}
        known = {institution.pk: institution for institution in institutions}
        for institution in known.values():
            self._add(self.present, institution, institution.name)
        for former in FormerName.objects.filter(institution__in=institutions):
            self._add(self.former, known[former.institution_id], former.name)

    def find(self, name, region_id):
        """The institution, or None. Raises ValueError when several share the name."""
        plain = folded(name)
        key, renamed = (region_id, plain), (region_id, self.up_to_date(plain))
        found = self.present.get(key) or self.former.get(key) or self.renamed.get(renamed) or []
        if len(found) > 1:
            raise ValueError(
                _(
                    "Ada %(count)s instansi bernama “%(name)s” di wilayah ini: %(candidates)s. "
                    "Pakai nama yang sekarang."
                )
                % {"count": len(found), "name": name, "candidates": "; ".join(map(str, found))}
            )
        return found[0] if found else None

    def _add(self, names, institution, name):
        plain = folded(name)
        for register, spelling in ((names, plain), (self.renamed, self.up_to_date(plain))):
            named = register.setdefault((institution.region_id, spelling), [])
            if institution not in named:
                named.append(institution)


class _Terms:
    """The terms that were renamed (BP3TKI, UPT BP2MI, BP3MI), each with the newest of its family."""

    def __init__(self, aliases):
        self.newest = {folded(alias.term): folded(alias.family) for alias in aliases}
        longest_first = sorted(self.newest, key=len, reverse=True)
        self.any_term = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def up_to_date(self, name):
        """The folded name with each whole term replaced by its family."""
        return self.any_term.sub(lambda term: self.newest[term[0]], name) if self.newest else name
