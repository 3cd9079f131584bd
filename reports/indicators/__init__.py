"""What the portal measures: each indicator says what it is before anything is computed."""
