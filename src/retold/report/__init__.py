"""Showing what was found: each module draws the same `Comparison`, none computes anything of its own."""
