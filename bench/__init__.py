"""Figures, each with the command that prints it."""
