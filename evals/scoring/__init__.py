"""Scorers: pure functions from texts and gold to numbers, sharing no rule with the product."""
