"""Facts of the programme that every room shares."""

from datetime import date

# Protection of migrant workers began under Permenaker 7/2017; the service is evaluated from this day on.
PROGRAMME_START = date(2017, 8, 1)
