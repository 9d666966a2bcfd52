"""The page: four workplaces (起草 审核 文库 评测) in Chinese, and in English under /en.

Everything that comes from documents, users or models is shown as text: chat without
Markdown, tables of plain strings, highlighted text; the few pieces of HTML are ours
and escape what they hold. Downloads go through the API's authorised routes.
"""

from assistant.page.mounting import mount, unmount

__all__ = ["mount", "unmount"]
