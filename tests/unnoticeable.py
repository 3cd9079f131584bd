"""Faults that nobody could notice in page, file, row, mail or lock, and why; `plant_faults` draws others."""

# {the name of a fault, as `plant_faults` prints it: why it changes nothing}
REASONS = {
    "outreach/complaints/actions/register.py show_identity remove atomic: transaction.atomic": (
        "one row is written, in a transaction of its own; the rest reads"
    ),
}
