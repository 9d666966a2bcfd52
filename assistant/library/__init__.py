"""The library (文库): documents kept, found again, and cited.

`Library` is the way in; it loads the index and the model only when they are needed.
"""
