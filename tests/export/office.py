"""LibreOffice, where there is one: converts files in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils are not installed")


def to_pdf(folder: Path, *files: Path) -> list[Path]:
    """The files as PDF, all in one run of LibreOffice."""
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, files)], capture_output=True, text=True, timeout=240, check=False)
    made = [folder / f"{file.stem}.pdf" for file in files]
    assert all(pdf.is_file() for pdf in made), done.stderr
    return made


def pdf_text(pdf: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, text=True, check=True).stdout
