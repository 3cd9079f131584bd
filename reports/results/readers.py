"""Who looks at a figure, as far as it matters for what may be shown."""

from dataclasses import dataclass

from stakeholders.models import Region


@dataclass(frozen=True)
class Reader:
    """The regions this person may see, in the order of the register; whether these are all there are.

    What is of no region is for who sees all, or for all where there are no regions: of an example.
    """

    regions: tuple
    sees_all: bool = False
    sees_unplaced: bool = False

    def sees(self, region):
        """Whether what is of this region, None for no region, is for this reader."""
        return self.sees_all or region in self.regions or (region is None and self.sees_unplaced)

    @classmethod
    def of(cls, user, permission, *, among):
        """The Reader a user is by this permission; `among` are all regions there are.

        Who holds it in each region by itself does not see what is of no region: lists do not open it either.
        """
        own = set(Region.objects.visible_to(user, permission))
        regions = tuple(region for region in among if region in own)
        return cls(regions, sees_all=user.regions_for(permission) is None)
