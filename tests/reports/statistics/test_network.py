import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.errors import Empty, OutOfRange, Unusable, WrongShape
from reports.statistics.network import (
    betweenness,
    betweenness_centralisation,
    degree_centralisation,
    degrees,
    density,
    directed_density,
    isolates,
    network,
    reciprocity,
    reported_network,
    transitivity,
)
from tests.reports.statistics import cases

CASE = "G01_network_florentine"
PAIRS = list(itertools.combinations("abcdef", 2))
some_networks = st.sets(st.sampled_from(PAIRS)).map(lambda ties: network("abcdef", ties))


def florence():
    nodes = [row["node"] for row in cases.rows(CASE, "nodes.csv")]
    return network(nodes, [(row["from"], row["to"]) for row in cases.rows(CASE, "edges.csv")])


def shortest_paths(net, one, other):
    """All shortest paths between two nodes, found by trying every walk, the shortest first."""
    walks = [(one,)]
    for _step in net.nodes:
        walks = [(*walk, node) for walk in walks for node in net.neighbours[walk[-1]] if node not in walk]
        if arrived := [walk for walk in walks if walk[-1] == other]:
            return arrived
    return []


def naive_betweenness(net, node):
    total = 0.0
    for one, other in itertools.combinations([other for other in net.nodes if other != node], 2):
        paths = shortest_paths(net, one, other)
        total += sum(node in path for path in paths) / len(paths) if paths else 0
    return total


def test_florence_equals_the_published_case():
    net, expected = florence(), cases.expected(CASE)

    assert (len(net.nodes), density(net).ties, degrees(net)) == (16, expected["ties"], expected["degree"])
    assert isolates(net) == (expected["isolates"],)
    found = (
        density(net).value,
        degree_centralisation(net),
        betweenness_centralisation(net),
        transitivity(net),
    )
    names = ("density", "degree_centralisation", "betweenness_centralisation", "transitivity")
    assert found == pytest.approx(tuple(expected[name] for name in names), abs=1e-6)


@given(some_networks)
def test_betweenness_is_that_of_all_shortest_paths(net):
    naive = {node: naive_betweenness(net, node) for node in net.nodes}

    assert betweenness(net) == pytest.approx(naive)
    spread = sum(max(naive.values()) - one for one in naive.values())
    assert betweenness_centralisation(net) == pytest.approx(spread / (25 * 4 / 2))


@given(some_networks)
def test_shares_lie_between_none_and_all(net):
    for value in (density(net).value, degree_centralisation(net), betweenness_centralisation(net)):
        assert 0 <= value <= 1
    assert sum(degrees(net).values()) == 2 * density(net).ties


@given(some_networks)
def test_transitivity_is_the_share_of_closed_triples(net):
    chains = closed = 0
    for middle, one, other in itertools.permutations(net.nodes, 3):
        if frozenset((middle, one)) in net.ties and frozenset((middle, other)) in net.ties:
            chains, closed = chains + 1, closed + (frozenset((one, other)) in net.ties)
    assert transitivity(net) == (pytest.approx(closed / chains) if chains else None)


def test_a_star_is_all_centre_and_a_ring_has_none():
    star = network("abcde", [("a", other) for other in "bcde"])
    ring = network("abcde", ["ab", "bc", "cd", "de", "ea"])

    assert (degree_centralisation(star), betweenness_centralisation(star)) == (1, 1)
    assert (degree_centralisation(ring), betweenness_centralisation(ring)) == (0, 0)
    assert betweenness(star)["a"] == 6


def test_a_tie_named_from_both_sides_is_one():
    assert density(network("abc", [("a", "b"), ("b", "a")])).value == pytest.approx(1 / 3)


def test_density_has_bounds_while_ties_are_unknown():
    found = density(network("abcd", ["ab"], unknown=["cd", "bc"]))

    assert (found.value, found.low, found.high) == (None, pytest.approx(1 / 6), pytest.approx(3 / 6))
    assert (found.ties, found.unknown, found.possible) == (1, 2, 6)


def test_who_has_an_unknown_tie_is_not_said_to_stand_alone():
    assert isolates(network("abcde", ["ab"], unknown=["bc"])) == ("d", "e")


REPORTS = {"a": {"b", "c"}, "b": {"a"}, "c": set(), "d": None, "e": {"d"}}


def test_one_naming_makes_a_union_and_two_make_a_confirmed_tie():
    union, confirmed = (reported_network(REPORTS, rule) for rule in ("union", "confirmed"))

    assert union.ties == {frozenset("ab"), frozenset("ac"), frozenset("de")}
    assert union.unknown == {frozenset("ad"), frozenset("bd"), frozenset("cd")}
    assert confirmed.ties == {frozenset("ab")}
    assert confirmed.unknown == {frozenset("de")}


def test_bounds_hold_whatever_the_silent_would_have_said():
    others = [set(some) for size in range(5) for some in itertools.combinations("abce", size)]
    for rule in ("union", "confirmed"):
        bounds = density(reported_network(REPORTS, rule))
        possible = [density(reported_network(REPORTS | {"d": said}, rule)).value for said in others]
        assert (min(possible), max(possible)) == (bounds.low, bounds.high)


def test_directed_density_and_reciprocity_by_hand():
    found = directed_density(REPORTS)

    assert (found.ties, found.unknown, found.possible) == (4, 4, 20)
    assert (found.value, found.low, found.high) == (None, 4 / 20, 8 / 20)
    # Among those who answered a-b is mutual and a-c is not.
    assert reciprocity(REPORTS) == 1 / 2
    assert reciprocity({"a": set(), "b": set()}) is None


def test_names_do_not_matter_for_the_whole():
    rng = random.Random(3)
    ties = rng.sample(PAIRS, 7)
    turned = dict(zip("abcdef", "fdbeca", strict=True))
    net, other = network("abcdef", ties), network("abcdef", [(turned[a], turned[b]) for a, b in ties])

    assert degree_centralisation(net) == pytest.approx(degree_centralisation(other))
    assert betweenness_centralisation(net) == pytest.approx(betweenness_centralisation(other))


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: network([], []), Empty),
        (lambda: network("a", []), OutOfRange),
        (lambda: network("aab", []), OutOfRange),
        (lambda: network("abc", ["ax"]), OutOfRange),
        (lambda: network("abc", ["aa"]), WrongShape),
        (lambda: network("abc", ["abc"]), WrongShape),
        (lambda: network("abc", ["ab"], ["ba"]), OutOfRange),
        (lambda: degree_centralisation(network("ab", ["ab"])), OutOfRange),
        (lambda: betweenness_centralisation(network("ab", ["ab"])), OutOfRange),
        (lambda: reported_network({"a": {"b"}, "b": set()}, "any"), OutOfRange),
        (lambda: reported_network({"a": {"x"}, "b": set()}, "union"), OutOfRange),
        (lambda: reported_network({"a": {"a"}, "b": set()}, "union"), WrongShape),
        (lambda: reported_network({}, "union"), Empty),
        (lambda: directed_density({}), Empty),
        (lambda: reciprocity({"a": {"x"}, "b": set()}), OutOfRange),
    ],
)
def test_what_is_no_network_is_refused(ask, refusal):
    with pytest.raises(refusal) as caught:
        ask()
    assert isinstance(caught.value, Unusable)
