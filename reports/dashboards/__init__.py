"""Pages of figures: home, dashboard, a figure of its own, the results of a round."""
