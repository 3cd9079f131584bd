"""Who works with whom: density, centralisation, betweenness and who stands alone.

A network is a census of its groups, so nothing here has a sampling interval; what a group that did not answer
leaves open is said by bounds.
"""

import itertools
from dataclasses import dataclass, field

from reports.statistics.errors import Empty, OutOfRange, WrongShape

RULES = ("union", "confirmed")


@dataclass(frozen=True)
class Network:
    """Groups, the ties between them and the pairs of which nothing is known; ties have no direction.

    `nodes` are labels, `ties` and `unknown` pairs of them in any order, each pair once.
    """

    nodes: tuple
    ties: frozenset = field(default_factory=frozenset)
    unknown: frozenset = field(default_factory=frozenset)

    @property
    def neighbours(self):
        """{node: set of the nodes it has a tie with}."""
        found = {node: set() for node in self.nodes}
        for one, other in map(tuple, self.ties):
            found[one].add(other)
            found[other].add(one)
        return found


@dataclass(frozen=True)
class Density:
    """Share of the possible ties that are there, 0 to 1: `low` if no unknown tie is, `high` if all are.

    `value` is None where a tie is unknown.
    """

    value: float | None
    low: float
    high: float
    ties: int
    unknown: int
    possible: int


def network(nodes, ties, unknown=()):
    """Network of labels and pairs of labels; a tie named twice or from both sides is one.

    Raises Unusable for fewer than two nodes, a node named twice, a pair with a stranger or with itself, and a
    pair both tied and unknown.
    """
    nodes = tuple(nodes)
    if not nodes:
        raise Empty("nodes: none")
    if len(nodes) < 2 or len(set(nodes)) < len(nodes):
        raise OutOfRange("nodes: a network needs two nodes, each named once")
    ties, unknown = _pairs(nodes, ties), _pairs(nodes, unknown)
    if ties & unknown:
        raise OutOfRange("a pair cannot be tied and unknown")
    return Network(nodes, ties, unknown)


def reported_network(reports, rule):
    """Network from {node: the nodes it named, or None where it did not answer}.

    `rule` "union": one of the two named the other; "confirmed": both did. A pair whose tie hangs on who did
    not answer is unknown. Raises Unusable as `network`, and for another rule.
    """
    if rule not in RULES:
        raise OutOfRange(f"rule is one of {', '.join(RULES)}")
    named, pairs = _named(reports), {True: [], False: [], None: []}
    decisive = rule == "union"  # one "yes" settles a union, one "no" what needs both
    for one, other in itertools.combinations(named, 2):
        said = [None if named[a] is None else b in named[a] for a, b in ((one, other), (other, one))]
        pairs[_settled(said, decisive)].append((one, other))
    return network(named, pairs[True], pairs[None])


def density(net):
    """Density of a Network: ties over n(n-1)/2 pairs. Source: Wasserman & Faust 1994, section 4.1."""
    possible = len(net.nodes) * (len(net.nodes) - 1) // 2
    ties, unknown = len(net.ties), len(net.unknown)
    low, high = ties / possible, (ties + unknown) / possible
    return Density(None if unknown else low, low, high, ties, unknown, possible)


def directed_density(reports):
    """Density of who named whom over n(n-1) ordered pairs; what one who did not answer may name is unknown.

    `reports` and what is refused as in `reported_network`.
    """
    named = _named(reports)
    n, ties = len(named), sum(len(others) for others in named.values() if others is not None)
    possible, unknown = n * (n - 1), (n - 1) * sum(others is None for others in named.values())
    low, high = ties / possible, (ties + unknown) / possible
    return Density(None if unknown else low, low, high, ties, unknown, possible)


def reciprocity(reports):
    """Share of the tied pairs where both named the other, 0 to 1, of those who answered; None without one.

    `reports` and what is refused as in `reported_network`. Source: Wasserman & Faust 1994, section 13.1.
    """
    answered = {node: others for node, others in _named(reports).items() if others is not None}
    pairs = itertools.combinations(answered, 2)
    said = [(other in answered[one], one in answered[other]) for one, other in pairs]
    tied = [both for both in said if any(both)]
    return sum(map(all, tied)) / len(tied) if tied else None


def degrees(net):
    """{node: number of its ties}; unknown ties are not counted."""
    return {node: len(others) for node, others in net.neighbours.items()}


def isolates(net):
    """Nodes without a tie, in their order; one with an unknown tie is not said to stand alone."""
    open_ends = {node for pair in net.unknown for node in pair}
    return tuple(node for node, degree in degrees(net).items() if not degree and node not in open_ends)


def degree_centralisation(net):
    """sum(max - degree)/((n-1)(n-2)) of the ties known: 0 where all have as many, 1 for a star.

    Raises Unusable for fewer than three nodes. Source: Freeman 1979, Social Networks 1:215-239.
    """
    n, of_nodes = _at_least_three(net), degrees(net).values()
    return sum(max(of_nodes) - degree for degree in of_nodes) / ((n - 1) * (n - 2))


def betweenness(net):
    """{node: over all pairs of others, the share of their shortest paths that pass it}, of the ties known.

    Pairs count once and those without a path not at all. Source: Freeman 1977, Sociometry 40:35-41; counted
    as in Brandes 2001, Journal of Mathematical Sociology 25:163-177.
    """
    neighbours, found = net.neighbours, dict.fromkeys(net.nodes, 0.0)
    for source in net.nodes:
        for node, share in _dependencies(neighbours, source).items():
            found[node] += share / 2
    return found


def betweenness_centralisation(net):
    """sum(max - betweenness) over that of a star, (n-1)^2 (n-2)/2, of the ties known; 0 to 1.

    Raises Unusable for fewer than three nodes. Source: Freeman 1979.
    """
    n, of_nodes = _at_least_three(net), betweenness(net).values()
    return sum(max(of_nodes) - one for one in of_nodes) * 2 / ((n - 1) ** 2 * (n - 2))


def transitivity(net):
    """Share of the chains of three nodes whose ends are tied too, 0 to 1; None without a chain.

    Source: Wasserman & Faust 1994, section 6.6.
    """
    neighbours = net.neighbours
    chains = [pair for others in neighbours.values() for pair in itertools.combinations(others, 2)]
    return sum(one in neighbours[other] for one, other in chains) / len(chains) if chains else None


def _named(reports):
    """{node: set of the nodes it named, or None}, refused where `network` would."""
    named = {node: None if others is None else set(others) for node, others in reports.items()}
    network(named, [(node, other) for node, others in named.items() for other in others or ()])
    return named


def _settled(said, decisive):
    """Whether a tie is there after what both said (None: nothing), one saying of `decisive` settling it."""
    if decisive in said:
        return decisive
    return None if None in said else not decisive


def _pairs(nodes, pairs):
    found = set()
    for pair in pairs:
        pair = frozenset(pair)
        if len(pair) != 2:
            raise WrongShape(f"a tie joins two nodes: {', '.join(map(str, pair))}")
        if strangers := pair - set(nodes):
            raise OutOfRange(f"{', '.join(map(str, strangers))}: not among the nodes")
        found.add(pair)
    return frozenset(found)


def _at_least_three(net):
    if len(net.nodes) < 3:
        raise OutOfRange("a centre needs at least three nodes")
    return len(net.nodes)


def _dependencies(neighbours, source):
    """{node: shares of the shortest paths from the source to all others that pass it}."""
    distance, paths, order = {source: 0}, {source: 1}, [source]
    for node in order:
        for other in neighbours[node]:
            if other not in distance:
                distance[other], paths[other] = distance[node] + 1, 0
                order.append(other)
            if distance[other] == distance[node] + 1:
                paths[other] += paths[node]
    shares = dict.fromkeys(order, 0.0)
    for node in reversed(order):
        for other in neighbours[node]:
            if distance[other] == distance[node] - 1:
                shares[other] += paths[other] / paths[node] * (1 + shares[node])
    del shares[source]
    return shares
