"""How many people to ask."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from reports.statistics.errors import OutOfRange, count, positive_number

CHI_SQUARE = Decimal("3.841")  # of 1 degree of freedom at 95 %, as the table was printed with


def krejcie_morgan(population, *, chi_square=CHI_SQUARE, share=Decimal("0.5"), margin=Decimal("0.05")):
    """How many of `population` people to draw simply at random to know a share to ± `margin`.

    chi^2 N P (1 - P) / (d^2 (N - 1) + chi^2 P (1 - P)), rounded half up as the table is. `share` and `margin`
    lie between 0 and 1; decimals are taken as written. Raises Unusable. Source: Krejcie & Morgan 1970,
    Educational and Psychological Measurement 30:607-610.
    """
    people = count(population, "population", least=1)
    given = {"chi_square": chi_square, "share": share, "margin": margin}
    for name, number in given.items():
        positive_number(number, name)
    chi_square, share, margin = (Fraction(str(number)) for number in given.values())
    if share >= 1 or margin >= 1:
        raise OutOfRange("share and margin lie between 0 and 1")
    spread = chi_square * share * (1 - share)
    return floor(people * spread / (margin**2 * (people - 1) + spread) + Fraction(1, 2))
