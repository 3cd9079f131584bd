"""What a figure becomes for its reader: page, drawing, file."""
