# Every target does its own set-up. The recipes stay short; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
JOBS ?= 2
UV_VERSION := 0.13.9
export UV_HTTP_TIMEOUT ?= 300
UV := $(BIN)/uv

.PHONY: help install run test check fmt lint types arch lock browser bench evals slow system clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP) ## All set-up; leaves the command at .venv/bin/coach

$(STAMP): requirements.lock pyproject.toml
	@bash .ci/bootstrap $(PYTHON) $(UV_VERSION)
	@touch $@

run: $(STAMP) ## Set up, then serve the demonstration programme
	$(BIN)/coach demo

test: $(STAMP) system ## Set up, then every default test: on two cores, then the pages with all of them
	$(BIN)/pytest -m "not bench and not slow and not browser" -n $(JOBS) --dist loadfile
	$(BIN)/pytest -m "browser and not slow"

check: fmt lint types arch ## Format, lint, types, import contracts

fmt: $(STAMP) ## Check the format (make fmt FIX=1 mends it)
	$(BIN)/ruff format $(if $(FIX),,--check) .

lint: $(STAMP) ## Lint (make lint FIX=1 mends what it can)
	$(BIN)/ruff check $(if $(FIX),--fix,) .

types: $(STAMP) ## mypy --strict
	$(BIN)/mypy

arch: $(STAMP) ## Import contracts
	$(BIN)/lint-imports

lock: $(STAMP) ## Resolve requirements.lock anew, with hashes
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --group dev pyproject.toml \
	  -o requirements.lock -q --no-emit-index-url --no-annotate --no-header

browser: $(STAMP) system ## Only the browser tests (screenshots in artifacts/)
	$(BIN)/pytest tests/browser

bench: $(STAMP) ## Measure and report; never fails on a slow machine
	$(BIN)/pytest tests/bench -m bench -s

evals: $(STAMP) ## Our own measurements, into docs/results.md
	$(BIN)/coach eval -o docs/results.md

slow: $(STAMP) ## Long durability runs
	$(BIN)/pytest -m slow

system: ## Debian packages for browser and PostgreSQL tests, where we may install them
	@bash .ci/system

clean: ## Remove what make made here
	rm -rf .venv artifacts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
