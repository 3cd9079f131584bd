"""Faults that nobody could notice in page, file, row, mail or lock, and why; `plant_faults` draws others."""

# {the name of a fault, as `plant_faults` prints it: why it changes nothing}
REASONS = {}
