PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/ready: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

# The DuckDB that runs in a browser tab, beside the one installed: tests put it first on the path.
.duckdb14: requirements-duckdb14.txt $(VENV)/ready
	$(BIN)/pip install --quiet --require-hashes --upgrade --target $@ -r requirements-duckdb14.txt
	touch $@

demo: $(VENV)/ready ## Check a made-up council and write a report to open
	$(BIN)/plumbline demo

test: lint .duckdb14 ## Set everything up, lint, type-check and run the tests
	$(BIN)/pytest -q

lint: $(VENV)/ready ## Format, lint and types
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
