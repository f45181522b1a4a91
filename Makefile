# The two commands of the README: `make demo` and `make test`. Needs python3 >= 3.11 and make; nothing else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
SYNC   := VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) sync --locked --inexact --quiet

.PHONY: help setup demo serve test test-all check bench services

help:            ## what can be made
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  +##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "istmo needs python3 3.11 or newer; found $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

# What a user needs, and what a developer needs besides: two stamps, so that `make demo` installs less.
$(VENV)/.runs: $(VENV)/pyvenv.cfg uv.lock pyproject.toml
	@test -x "$(UV)" || $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@test -x "$(UV)" || $(BIN)/python -m pip install --quiet uv
	@echo "Installing istmo into $(VENV) …"
	@$(SYNC) --no-dev
	@touch $@

$(VENV)/.develops: $(VENV)/.runs
	@echo "Installing what the tests need into $(VENV) …"
	@$(SYNC)
	@touch $@

setup: $(VENV)/.develops services   ## install istmo, what its tests need, and the services they start

services:        ## PostgreSQL, Chromium and LibreOffice (Calc, Writer) from the distribution's packages, where they are missing and can be installed
	@sh tests/services/install

demo: $(VENV)/.runs    ## build the worked example into ./workspace
	@$(BIN)/istmo demo workspace

serve: $(VENV)/.runs   ## show ./workspace in a browser
	@$(BIN)/istmo -w workspace serve

check: $(VENV)/.develops   ## the house: format, lint, types, imports, house rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/house

test: setup check      ## everything a change must pass
	$(BIN)/pytest -n auto --dist worksteal --ignore=tests/house -m "not slow"

test-all: setup check  ## the same without sampling
	HYPOTHESIS_PROFILE=default $(BIN)/pytest -n auto --dist worksteal --ignore=tests/house

bench: $(VENV)/.develops   ## measure the ratios of benchmarks/ and write benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks.run
