# Every target sets up what it needs in .venv on first use and reinstalls only when the lock has changed.
PYTHON ?= python3
BIN := .venv/bin
SYSTEM_PACKAGES := libreoffice-writer-nogui poppler-utils fonts-liberation fonts-noto-color-emoji chromium
.DEFAULT_GOAL := help
.PHONY: help demo picture test bench benchletters check run format diagram forms authority letters lock system clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.dev  ## the whole office in a browser tab, playing a request (STORY=main, returned or rejected; HEADLESS=1; SIGNED=1)
	@$(BIN)/python -m simulator.demo --story $(or $(STORY),main) $(if $(HEADLESS),--headless) $(if $(PAGE),--page) $(if $(SIGNED),--signed)

picture: .venv/.dev  ## take the README's picture of the page of make demo
	@$(BIN)/python -m simulator.playground.picture

run: .venv/.run  ## run the bot with the settings of .env and agency.toml
	@$(BIN)/loket run

test: .venv/.dev  ## all tests, on all cores
	@$(BIN)/python -m pytest -n auto --dist worksteal

bench: .venv/.dev  ## measure beside a bare echo bot, into docs/performance.md (ROUNDS=5; about half an hour)
	@$(BIN)/python -m benchmarks.bench --rounds $(or $(ROUNDS),5) --page docs/performance.md

benchletters: .venv/.dev  ## measure letters beside bare docxtpl and soffice, into docs/performance.md (some minutes)
	@$(BIN)/python -m benchmarks.letters --page docs/performance.md

check: .venv/.dev  ## format, lint, types, imports between rooms
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

format: .venv/.dev  ## write the code the way `make check` wants it
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

diagram: .venv/.dev  ## draw the diagram of docs/sop.md and README.md from the table of moves
	@$(BIN)/python -m docs.diagram

letters: .venv/.dev  ## draw the pictures of the letters, and write what docs/letters.md and Git show of the templates
	@$(BIN)/python -m docs.letters

forms: .venv/.dev  ## write docs/forms.md from the declared forms
	@$(BIN)/python -m docs.forms

authority: .venv/.dev  ## write docs/authority.md from the tables of moves and acts
	@$(BIN)/python -m docs.authority

lock: .venv/.dev  ## resolve the dependencies anew into requirements/
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements/dev.txt
	@echo setuptools | $(BIN)/uv pip compile pyproject.toml - --constraint requirements/dev.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements/run.txt

system:  ## the Debian packages that some tests want (as root)
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(SYSTEM_PACKAGES)

clean:  ## remove what the targets above have made
	rm -rf .venv .demo .artefacts .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

# The development lock holds all of the running lock, so .dev serves for both.
.venv/.run: requirements/run.txt pyproject.toml
	@if [ -f .venv/.dev ]; then $(MAKE) --no-print-directory .venv/.dev; touch $@; else $(call install,run); fi

.venv/.dev: requirements/dev.txt pyproject.toml
	@$(call install,dev)

define install
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Loket needs Python 3.11 or newer: make PYTHON=python3.11 …")' && \
echo "Setting up .venv from requirements/$(1).txt (first use or a changed lock; about a minute) …" && \
$(PYTHON) -m venv .venv && \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$(1).txt && \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e . && \
touch .venv/.$(1) && echo "Ready."
endef
