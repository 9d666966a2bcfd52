"""The library as a LangChain retriever, for chains and agents built elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.library.catalogue import Filter
from assistant.library.library import Library

if TYPE_CHECKING:
    from assistant.types import Search


class LibraryRetriever(BaseRetriever):
    """Clauses as LangChain documents: the clause's text as content; id, title, source, clause,
    heading, score and whether the library answers at all as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 10
    where: Filter | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found: Search = self.library.search(query, self.k, self.where)
        return [
            Document(
                page_content=hit.text,
                metadata={"id": hit.document.id, "title": hit.document.title, "source": hit.document.source,
                          "clause": hit.clause, "heading": hit.heading, "score": hit.score,
                          "answerable": found.answerable})
            for hit in found.results]
