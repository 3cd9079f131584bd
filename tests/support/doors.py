"""Every URL of the portal as data: its name, its view, and a path with arguments that fit nothing."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

# What is asked for, by its kind or by its name, and something of that kind that does not exist.
ABSENT = {
    "int": 999_999_999,
    "uuid": "00000000-0000-0000-0000-000000000000",
    "object_id": 999_999_999,
    "app_label": "accounts",  # the admin names its apps in its route
}


@dataclass(frozen=True)
class Door:
    name: str
    view: object
    namespaces: tuple
    asked: tuple = ()
    positional: int = 0

    @property
    def url_name(self):
        return self.name.rpartition(":")[2]

    def path(self, **values):
        """The address, with the values asked for where they are given."""
        if self.positional:
            return reverse(self.name, args=[ABSENT["int"]] * self.positional)
        return reverse(self.name, kwargs={name: values.get(name, absent) for name, absent in self.asked})


def patterns(resolver=None, namespaces=(), asked=(), positional=0):
    """(pattern, namespaces, named arguments, number of unnamed ones) of every door, nested ones too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        named, unnamed = _arguments(pattern.pattern)
        found = (*asked, *named), positional + unnamed
        if isinstance(pattern, URLPattern):
            yield pattern, namespaces, *found
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from patterns(pattern, inner, *found)


def doors(resolver=None):
    for pattern, namespaces, asked, positional in patterns(resolver):
        if pattern.name:
            name = ":".join([*namespaces, pattern.name])
            yield Door(name, pattern.callback, namespaces, asked, positional)


def _arguments(pattern):
    if getattr(pattern, "converters", None):
        kinds = ((name, _kind(converter)) for name, converter in pattern.converters.items())
        return tuple((name, ABSENT.get(name, ABSENT.get(kind, "x"))) for name, kind in kinds), 0
    named = tuple((name, ABSENT.get(name, "x")) for name in pattern.regex.groupindex)
    return named, pattern.regex.groups - len(named)


def _kind(converter):
    return type(converter).__name__.removesuffix("Converter").lower()
