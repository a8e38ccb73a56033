PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/pip install --quiet --no-deps
UV := .venv-uv/bin/uv
CODE := src tests benchmarks windows docs/templates hatch_build.py
LOOK := src/plumbline/reporting/shared/templates/plumbline.css
PAGE := $(shell find web/src -type f) $(wildcard web/*.html web/*.json web/*.ts) $(LOOK) NOTICE LICENSE
PYTEST := pytest -q -rs -n 2

.PHONY: help generated editions facts demo web browser quick test newest lowest coverage lint fix bench bench-web mutants docs system requirements windows-pack

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

# On Debian and Ubuntu what the tests need of the system is installed; elsewhere it is said what is missing.
system:
	@./system-packages

# What the product needs. The developers' tools come on top of it, so that a demo waits for none of them. Python compiles
# what is imported at its first import: all of it, many times as much, would take longer than the download.
$(VENV)/product: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || ./system-packages venv
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --no-compile --require-hashes -r requirements.txt
	$(INSTALL) --no-build-isolation -e .
	touch $@

$(VENV)/ready: $(VENV)/product requirements-dev.txt
	$(INSTALL) --require-hashes -r requirements-dev.txt
	touch $@

# The DuckDB that runs in a browser tab, beside the one installed: tests put it first on the path.
.duckdb14: requirements-duckdb14.txt $(VENV)/ready
	$(INSTALL) --require-hashes --upgrade --target $@ -r requirements-duckdb14.txt
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

demo: $(VENV)/product ## Check a made-up council, compare made-up councils, and write pages to open
	$(BIN)/plumbline demo

quick: $(VENV)/ready ## Run the tests that need no browser, Spark, postcodes or samples, while you work
	$(BIN)/$(PYTEST) --dist worksteal -m 'not slow'

test: system lint .duckdb14 web browser ## Set everything up, lint, type-check and run the tests
	$(BIN)/$(PYTEST) --dist loadfile

# With an empty cache, so that the rulebook is compiled: else no rule's body would run.
coverage: .duckdb14 web browser ## Run the tests and show which lines and branches none of them took
	rm -rf build/empty-cache
	$(BIN)/coverage erase
	XDG_CACHE_HOME=$(CURDIR)/build/empty-cache $(BIN)/coverage run -m $(PYTEST) --dist loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

$(UV): $(VENV)/product
	$(BIN)/python -m venv .venv-uv
	.venv-uv/bin/pip install --quiet uv

newest: $(UV) .duckdb14 web ## Run the tests with the newest versions of everything, in .venv-newest
	$(UV) venv --quiet --clear --seed --python $(BIN)/python .venv-newest
	$(UV) pip install --quiet --python .venv-newest --upgrade --group dev -e .
	.venv-newest/bin/$(PYTEST) --dist loadfile

lowest: $(UV) ## Run the quick tests with the lowest versions that pyproject.toml allows, in .venv-lowest
	$(UV) venv --quiet --clear --python $(BIN)/python .venv-lowest
	$(UV) pip install --quiet --python .venv-lowest --resolution lowest-direct -e .
	$(UV) pip install --quiet --python .venv-lowest --group dev
	.venv-lowest/bin/$(PYTEST) --dist worksteal -m 'not slow'

# Versions stay as they are unless asked for: make requirements UPGRADE=--upgrade
requirements: $(UV) ## Write the hashed requirements of users and developers from pyproject.toml
	$(UV) pip compile --quiet $(UPGRADE) $(LOCKED) --group build --output-file requirements.txt pyproject.toml
	$(UV) pip compile --quiet $(UPGRADE) $(LOCKED) --group dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
LOCKED := --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

windows-pack: $(VENV)/ready web ## Gather in dist what a Windows computer without a package index needs; PYTHONS=3.13 for one version
	$(BIN)/python windows/pack.py $(PYTHONS)
PYTHONS := 3.11 3.12 3.13 3.14

lint: $(VENV)/ready web/node_modules/ready ## Format, lint and types, those on Windows too
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32
	$(BIN)/lint-imports --no-logo
	cd web && npm run --silent lint

generated: $(VENV)/ready ## Write authors' typed rows, and the page's types of answers, anew from what is declared
	$(BIN)/python -m plumbline.documenting.authors
	$(BIN)/python -m plumbline.hosting.page_types

editions: $(VENV)/ready ## Add the editions of new and changed rules to those released
	$(BIN)/python -m plumbline.rules.releasing

facts: $(VENV)/ready ## Keep what each fact is on random returns, after its version was raised
	cd tests/checking && ../../$(BIN)/python test_facts.py

fix: $(VENV)/ready web/node_modules/ready ## Format the code and mend what the linter can
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)
	cd web && npm run --silent fix

bench: $(VENV)/ready ## Measure speed and memory, beside another checkout with BESIDE=path; writes benchmarks/RESULTS.md
	$(BIN)/python benchmarks/checking.py $(BESIDE)

bench-web: $(VENV)/ready web ## Measure the browser page; writes benchmarks/BROWSER.md
	$(BIN)/python benchmarks/browser.py

mutants: $(VENV)/ready ## Plant mistakes in rules and statistics and see that the tests notice; writes benchmarks/*MUTANTS.md
	$(BIN)/python benchmarks/mutants.py
	$(BIN)/python benchmarks/code_mutants.py

docs: $(VENV)/ready ## Write the reference pages and build the site in build/site
	$(BIN)/plumbline docs --out docs/reference
	$(BIN)/mkdocs build --quiet --strict
