"""Pure functions on numbers: no models, no Django; the words for the reader are in `reports/saying`."""
