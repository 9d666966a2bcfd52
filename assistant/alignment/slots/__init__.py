"""One comparator a slot: each tells the first fault it sees, or None. Exact, never fuzzy."""
