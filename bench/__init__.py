"""make bench: this generator and Hugo side by side, on content in the shapes of the real records."""
