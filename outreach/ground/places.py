"""Under which region a record is stored: that alone decides who sees and edits it, and where it counts."""

from outreach.ground import rules
from pmi_portal.editing.writing import refuse_if


def settle_place(record, *, day, permission, by):
    """Store a place that was chosen just now under the region its district had on the record's own day.

    A record that stands at this place already stays there, wherever its district belongs by now.
    """
    stored = type(record).objects.filter(pk=record.pk).values_list("region", "district").first()
    if record.district_id is None or stored == (record.region_id, record.district_id):
        return
    then = record.district.region_on(day)
    if record.region_id != then.pk:
        refuse_if(rules.why_not_place(record.region, record.district))
        record.region = then
        refuse_if(rules.why_not_there(by, permission, record.district, then, day))
