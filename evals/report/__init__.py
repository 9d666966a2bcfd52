"""Results shown: a table in the terminal, a page with charts."""
