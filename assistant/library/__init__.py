"""The library (文库): documents kept, found again, and cited.

`Library` is the way in; it loads the index and the model only when they are needed.
"""

from assistant.library.catalogue import Filter
from assistant.library.library import Library

__all__ = ["Filter", "Library"]
