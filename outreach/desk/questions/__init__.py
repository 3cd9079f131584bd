"""What the desk is asked, answered from its records: reading only, each answer as plain data for a page."""
