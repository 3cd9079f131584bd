"""A spreadsheet as an upload: judged by its bytes, read in a child process, refused in words."""
