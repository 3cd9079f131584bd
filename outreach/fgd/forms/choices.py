"""Choices that lie in reach: one tick each, some with a key, the less likely behind one click."""

from itertools import chain, zip_longest

from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext_lazy as _

DIGITS, LETTERS = "1234567890", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Ticks(ChoiceWidget):
    """Radio buttons. Of choices under headings only the first heading is open, and only it has `keys`."""

    template_name = "outreach/fgd/widgets/ticks.html"
    input_type = "radio"
    use_fieldset = True
    checked_attribute = {"checked": True}

    def __init__(self, attrs=None, *, keys=""):
        super().__init__(attrs)
        self.keys = keys

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        groups = [(heading, options) for heading, options, _index in context["widget"]["optgroups"]]
        for number, option in enumerate(chain.from_iterable(options for _heading, options in groups)):
            option["attrs"]["id"] = self.id_for_label(context["widget"]["attrs"].get("id"), number)
        loose = list(chain.from_iterable(options for heading, options in groups if heading is None))
        # Choices without headings come as groups of one.
        parts = [(None, loose)] if loose else groups
        first = parts[0][1] if parts else []
        context["widget"] |= {
            "near": list(zip_longest(first, self.keys[: len(first)], fillvalue="")),
            "far": [
                (heading, options, any(one["selected"] for one in options)) for heading, options in parts[1:]
            ],
        }
        return context


class Boxes(Ticks):
    """The same with boxes, of which several may be ticked."""

    input_type = "checkbox"
    allow_multiple_selected = True

    def value_omitted_from_data(self, data, files, name):
        return False  # a browser sends nothing where no box is ticked


def present_first(groups, session):
    """The groups at the table under one heading, those that were not marked present under another."""
    present = set(session.participations.order_by().values_list("group", flat=True))
    here = [(group.pk, group.name) for group in groups if group.pk in present]
    others = [(group.pk, group.name) for group in groups if group.pk not in present]
    parts = [(_("Hadir di sesi ini"), here), (_("Kelompok lain"), others)]
    return [part for part in parts if part[1]]
