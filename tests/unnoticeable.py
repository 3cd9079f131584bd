"""Faults that nobody could notice in page, file, row, mail or lock, and why; `plant_faults` draws others."""

# {the name of a fault, as `plant_faults` prints it: why it changes nothing}
REASONS = {
    "outreach/desk/views/chains.py _chain_page drop filter: "
    "Contact.objects.visible_to(user).filter(pk__in=people)": (
        "the page only asks whether a contact of its own is among them"
    ),
    "outreach/complaints/actions/register.py show_identity remove atomic: transaction.atomic": (
        "one row is written, in a transaction of its own; the rest reads"
    ),
}
