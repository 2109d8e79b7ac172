"""Letters and words: tokens with their places, folding of spelling, numbers, marks, languages.

These modules know nothing of reports, links or changes.
"""
