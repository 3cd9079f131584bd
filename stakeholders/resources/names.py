"""Finds institutions by the name they bear or once bore, within a region."""

from django.utils.translation import gettext as _

from stakeholders.models import FormerName


class InstitutionNames:
    """All names of these institutions, read once; a present name goes before a former one."""

    def __init__(self, institutions):
        self.present, self.former = {}, {}
        for institution in institutions:
            self._add(self.present, institution, institution.name)
        known = {institution.pk: institution for named in self.present.values() for institution in named}
        for former in FormerName.objects.filter(institution__in=institutions):
            self._add(self.former, known[former.institution_id], former.name)

    def find(self, name, region_id):
        """The institution, or None. Raises ValueError when several share the name."""
        key = (region_id, " ".join(name.split()).casefold())
        found = self.present.get(key) or self.former.get(key) or []
        if len(found) > 1:
            raise ValueError(
                _("Ada %(count)s instansi bernama “%(name)s” di wilayah ini; pakai nama yang sekarang.")
                % {"count": len(found), "name": name}
            )
        return found[0] if found else None

    @staticmethod
    def _add(names, institution, name):
        named = names.setdefault((institution.region_id, " ".join(name.split()).casefold()), [])
        if institution not in named:
            named.append(institution)
