"""Drafting and review of the documents of rule-of-law government construction (法治政府建设)."""

__version__ = "0.1.0"
