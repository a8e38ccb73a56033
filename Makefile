PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CODE := src tests benchmarks hatch_build.py
PAGE := $(shell find web/src -type f) $(wildcard web/*.html web/*.json web/*.ts)

.PHONY: help demo web browser test lint fix bench bench-web mutants docs system

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

# On Debian and Ubuntu what the tests need of the system is installed; elsewhere it is said what is missing.
system:
	@./system-packages

$(VENV)/ready: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || ./system-packages
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

# The DuckDB that runs in a browser tab, beside the one installed: tests put it first on the path.
.duckdb14: requirements-duckdb14.txt $(VENV)/ready
	$(BIN)/pip install --quiet --no-deps --require-hashes --upgrade --target $@ -r requirements-duckdb14.txt
	touch $@

web/node_modules/ready: web/package-lock.json
	@command -v npm >/dev/null || ./system-packages
	cd web && npm ci --silent --no-audit --no-fund
	touch $@

web/dist/index.html: web/node_modules/ready $(PAGE)
	cd web && npm run --silent build -- --logLevel error

web: web/dist/index.html ## Build the browser page; then `plumbline web` serves it

# Where the system has no Chromium; without any, the tests of the page in a browser are skipped and say so.
browser: $(VENV)/ready
	@command -v chromium >/dev/null || $(BIN)/playwright install --with-deps chromium || true

demo: $(VENV)/ready ## Check a made-up council, compare made-up councils, and write pages to open
	$(BIN)/plumbline demo

test: system lint .duckdb14 web browser ## Set everything up, lint, type-check and run the tests
	$(BIN)/pytest -q -n 2 --dist loadfile

lint: $(VENV)/ready web/node_modules/ready ## Format, lint and types
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	cd web && npm run --silent lint

fix: $(VENV)/ready web/node_modules/ready ## Format the code and mend what the linter can
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)
	cd web && npm run --silent fix

bench: $(VENV)/ready ## Measure speed and memory; writes benchmarks/RESULTS.md
	$(BIN)/python benchmarks/checking.py

bench-web: $(VENV)/ready web ## Measure the browser page; writes benchmarks/BROWSER.md
	$(BIN)/python benchmarks/browser.py

mutants: $(VENV)/ready ## Plant mistakes in rules and statistics and see that the tests notice; writes benchmarks/*MUTANTS.md
	$(BIN)/python benchmarks/mutants.py
	$(BIN)/python benchmarks/code_mutants.py

docs: $(VENV)/ready ## Write the reference pages and build the site in build/site
	$(BIN)/plumbline docs --out docs/reference
	$(BIN)/mkdocs build --quiet --strict
