"""Survey workbooks as clerks write them, each with the truth of every cell, to score a reading against."""
