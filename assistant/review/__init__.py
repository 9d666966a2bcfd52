"""Review (审核): a draft against what it must carry out, against the floor, against itself.

    consistency  a draft × one source       floor    the national floor
    beyond       what has no basis          compare  this review × the last
    report_against_plan  an annual report × its plan
"""

from assistant.review.compare import Comparison, compare
from assistant.review.run import review

__all__ = ["Comparison", "compare", "review"]
