"""From an officer's spreadsheet to responses, one step per module."""
