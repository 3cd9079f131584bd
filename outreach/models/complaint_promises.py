"""What the database keeps of a complaint, whoever writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from outreach.models.facts import dated_iff_known
from outreach.querysets.complaints import ENDED

PAST = models.Q(past_import__isnull=False)  # old lists often say that it ended, and not when

PROMISES = [
    models.CheckConstraint(
        condition=models.Q(region=None, district=None)
        & ~models.Q(outside_province="")
        & ~models.Q(outside_zone="")
        | models.Q(
            region__isnull=False, outside_province="", outside_district="", outside_zone="", handled_in=None
        ),
        name="complaint_of_a_region_or_outside",
        violation_error_message=_("Pilih wilayah asalnya, atau provinsinya bila di luar daerah kantong."),
    ),
    models.CheckConstraint(
        condition=models.Q(people__gte=1),
        name="complaint_strikes_somebody",
        violation_error_message=_("Paling sedikit satu orang terdampak."),
    ),
    models.CheckConstraint(
        condition=(models.Q(status="paused", paused_on__isnull=False) & ~models.Q(paused_from=""))
        | (~models.Q(status="paused") & models.Q(paused_on=None, paused_from="")),
        name="complaint_paused_iff_dated",
    ),
    models.CheckConstraint(
        condition=models.Q(severity="emergency", urgent_on__isnull=False)
        | (~models.Q(severity="emergency") & models.Q(urgent_on=None)),
        name="complaint_emergency_iff_dated",
    ),
    models.CheckConstraint(
        condition=models.Q(violence=False, trafficking=False, death=False, detained=False, minor=False)
        | models.Q(severity="emergency"),
        name="complaint_with_urgent_sign_is_emergency",
        violation_error_message=_("Pengaduan dengan tanda darurat selalu berprioritas darurat."),
    ),
    models.CheckConstraint(
        condition=models.Q(status__in=ENDED, closed_at__isnull=False)
        | (~models.Q(status__in=ENDED) & models.Q(closed_at=None))
        | PAST,
        name="complaint_ended_iff_dated",
    ),
    models.CheckConstraint(
        condition=~models.Q(status__in=["answered", "done", "closed"])
        | models.Q(answered_at__isnull=False)
        | PAST,
        name="complaint_answered_is_dated",
    ),
    models.CheckConstraint(
        condition=models.Q(status="duplicate", original__isnull=False)
        | (~models.Q(status="duplicate") & models.Q(original=None)),
        name="complaint_duplicate_iff_original",
    ),
    models.CheckConstraint(
        condition=models.Q(assignee=None) | models.Q(with_kpkp=False),
        name="complaint_of_one_hand",
    ),
    dated_iff_known("complaint_event_dated_iff_known"),
    models.CheckConstraint(
        condition=~models.Q(status__in=ENDED) | models.Q(holder="", holding_institution=None),
        name="complaint_ended_is_held_by_nobody",
    ),
    models.CheckConstraint(
        condition=models.Q(holder__startswith="institution-", holding_institution__isnull=False)
        | (~models.Q(holder__startswith="institution-") & models.Q(holding_institution=None)),
        name="complaint_at_institution_names_it",
    ),
    models.CheckConstraint(
        condition=~PAST | models.Q(holder="", paused_on=None), name="complaint_of_the_past_is_held_by_nobody"
    ),
]
