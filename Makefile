# What a person types. Stamps in .venv/ and build/ make a second run cost nothing.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# Where this is set every start compiles every library anew.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
WORKERS ?= 2

PANGO := lib:pango-1.0=libpango-1.0-0 lib:pangoft2-1.0=libpangoft2-1.0-0 lib:harfbuzz-subset=libharfbuzz-subset0
TEST_TOOLS := path:/usr/bin/chromium*=chromium path:/usr/lib/postgresql/*/bin/initdb=postgresql command:pdftoppm=poppler-utils command:strace=strace
VERAPDF := command:java=default-jre-headless path:/usr/share/java/jaxb-runtime.jar=libjaxb-java

.PHONY: help setup dev run migrate test unit lint format lock bench frontend fonts clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: .venv/runtime.stamp build/pango.stamp ## Make .venv with the command hvk, and install native libraries that are missing

run: setup ## Fill the demo and serve it at http://127.0.0.1:8000
	@$(BIN)/hvk demo
	@$(BIN)/hvk serve

migrate: setup ## Bring the database to the newest schema
	$(BIN)/hvk migrate

test: dev build/test-tools.stamp ## Run every test: SQLite and PostgreSQL, browser journeys, rules of the house
	$(BIN)/python -m pytest -n $(WORKERS)

unit: dev ## Run the fast tests
	$(BIN)/python -m pytest -n $(WORKERS) -m "not browser and not postgresql and not slow"

lint: dev ## Check style, types and the import graph
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: dev ## Let ruff put the code in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: dev build/test-tools.stamp ## Measure speed into build/bench.json; ONLY=web,pdf for some groups
	$(BIN)/python -m bench $(if $(ONLY),--only $(ONLY))

lock: ## Choose new versions within pyproject.toml and pin them with hashes (needs uv)
	uv pip compile pyproject.toml $(LOCK) --output-file requirements.txt
	uv pip compile pyproject.toml --extra dev $(LOCK) --constraint requirements.txt --output-file requirements-dev.txt
	uv pip compile --group build $(LOCK) --output-file requirements-build.txt

frontend: ## Rebuild the browser editor and the vendored assets (needs Node and npm)
	cd app/editor && npm ci && npm run build

fonts: dev ## Cut the typefaces of reports anew from their packages (needs npm)
	cd tools/fonts && npm install --no-package-lock && ../../$(BIN)/python build.py

clean: ## Remove what was built and cached; the data in var/ stays
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find app bench migrations tests -name __pycache__ -prune -exec rm -rf {} +

LOCK := --universal --generate-hashes --no-header --no-annotate --upgrade --quiet

dev: .venv/dev.stamp build/pango.stamp

.venv/runtime.stamp: requirements.txt requirements-build.txt pyproject.toml
	@tools/install requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt requirements-build.txt pyproject.toml
	@tools/install requirements-dev.txt
	@touch $@ .venv/runtime.stamp

build/pango.stamp:
	@mkdir -p build
	@missing=$$(python3 tools/missing $(PANGO)); [ -z "$$missing" ] || tools/debian "PDF output" $$missing
	@touch $@

build/test-tools.stamp: Makefile
	@mkdir -p build
	@missing=$$(python3 tools/missing $(TEST_TOOLS)); [ -z "$$missing" ] || tools/debian "the tests" $$missing
	@missing=$$(python3 tools/missing $(VERAPDF)); [ -z "$$missing" ] || tools/debian "veraPDF" $$missing || echo "The tests go on without veraPDF, and say so."
	@touch $@
