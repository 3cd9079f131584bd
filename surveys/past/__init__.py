"""The years before the portal: complaints and outreach out of old lists, by the way of all imports."""
