"""What the forms of outreach share."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outreach.ground.rules import why_not_place
from outreach.models.facts import CaseFactsMixin
from pmi_portal.editing.choices import offer, offer_grouped, with_stored
from stakeholders.models import District, Institution, Region


class Sectioned:
    """A long form cut into fieldsets: `Meta.sections` says (heading, names of fields) for each.

    What a form asks is written down there and nowhere else: `Meta.fields` is `names_in(sections)`.
    """

    @property
    def sections(self):
        return [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in self.Meta.sections
        ]


def names_in(sections):
    """The names of all fields of these sections, in their order."""
    return [name for _heading, names in sections for name in names]


class Folded:
    """A line of a sheet with a part that is folded away until it is needed: the fields in FOLDED."""

    FOLDED = ()

    @property
    def folded(self):
        return [self[name] for name in self.FOLDED if name in self.fields]

    @property
    def is_finer(self):
        """Whether the folded part is filled in."""
        return any(field.value() not in (None, "", False) for field in self.folded)

    @property
    def is_open(self):
        """Whether the folded part holds a fault."""
        return any(field.errors for field in self.folded)


def settle_happened(form, cleaned, last, why_not):
    """Of a known month the first day is kept; `why_not` judges the day, once the `last` one is known."""
    happened, day = cleaned.get("happened") or CaseFactsMixin.Happened.UNKNOWN, cleaned.get("happened_on")
    if day and happened == CaseFactsMixin.Happened.MONTH:
        cleaned["happened_on"] = day = day.replace(day=1)
    if last and "happened_on" not in form.errors:
        form.add_reason("happened_on", why_not(happened, day, last))


def institutions_near(session, user):
    """Those of its region and of the whole country that this person may see, and those asked to it."""
    region = session.event.region_id
    here = Institution.objects.visible_to(user).active().filter(Q(region=region) | Q(region=None))
    near = here.select_related("group").order_by("group__order", "group__code", "name")
    return with_stored(near, session.invitations.order_by().values("institution"))


def check_place(form, cleaned):
    """Refuse a district of another region, but not the place at which the record stands already."""
    region, district = cleaned.get("region"), cleaned.get("district")
    here = (form.instance.region_id, form.instance.district_id)
    if region and district and here != (region.pk, district.pk):
        form.add_reason("district", why_not_place(region, district))


def offer_places(form, user, permission):
    """Let `region` and `district` offer only where the user holds the permission, and what the record has."""
    regions = Region.objects.active().visible_to(user, permission)
    offer(form, "region", regions)
    districts = District.objects.active().filter(region__in=form.fields["region"].queryset)
    in_order = districts.order_by("region__order", "region__name", "kemendagri_code")
    offer(form, "district", in_order.select_related("region"))
    form.fields["region"].empty_label = _("pilih wilayah")
    offer_grouped(
        form.fields["district"],
        none=_("tidak ditentukan"),
        heading=lambda district: district.region.name,
    )
    if len(form.fields["region"].queryset) == 1:
        form.fields["region"].initial = form.fields["region"].queryset[0]
