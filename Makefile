# make run: everything from an empty folder to the open page. make test: everything checked.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export ASSISTANT_HOME ?= $(CURDIR)/.home
PORT ?= 7860

.PHONY: install dev run test lint evals wheelhouse clean

install: $(VENV)/.installed
$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

dev: $(VENV)/.installed-dev
$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.lock
	touch $@

run: install
	$(BIN)/assistant add corpus
	$(BIN)/assistant serve --port $(PORT)

lint: dev
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest

evals: dev
	$(BIN)/python -m evals --json out/evals.json --html out/evals.html

# Every wheel for a machine without a network: copy the folder and the checkout, then
#   python3 -m venv .venv && .venv/bin/pip install --no-index --find-links wheelhouse fazhi-assistant
wheelhouse: install
	$(BIN)/pip wheel -q --disable-pip-version-check -w wheelhouse -r requirements.lock
	$(BIN)/pip wheel -q --disable-pip-version-check -w wheelhouse --no-build-isolation --no-deps .

clean:
	rm -rf $(VENV) wheelhouse build dist out
