"""Words for what a reader may see: titles, tiles, tables, verdicts. Takes a Shown, reads no data."""
