# What you can type here. The comment above a target is its help.

PYTHON ?= python3
FLOW ?= interpol
ARGS ?=

# Programs that the tests need beside Python, as PROGRAM:DEBIAN-PACKAGE, for tools/need.
NEEDS := dot:graphviz chromium:chromium node:nodejs npm:npm postgres:postgresql

BIN := .venv/bin
NODE := tests/web/node_modules

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test lint format bench cover lock audit clean help

# Open an interview in this terminal; FLOW=name or path for another flow.
run: .venv/own.done
	@$(BIN)/intake run $(FLOW) || [ $$? -eq 130 ]

# Install what the tests need, check style, types and layers, then run the tests; ARGS="-k word" for some of them.
test: lint
	@$(BIN)/pytest -n 2 $(ARGS)

# Check style, types and who imports whom.
lint: .venv/dev.done $(NODE)/.done
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(NODE)/.bin/tsc --project tests/web

# Put the code into our form and mend what can be mended safely.
format: .venv/dev.done
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

# Measure, with the reference beside each number.
bench: .venv/dev.done
	@$(BIN)/python -m bench $(ARGS)

# Run the tests and list the lines that none of them reached.
cover: .venv/dev.done
	@$(BIN)/coverage run -m pytest -q $(ARGS)
	@$(BIN)/coverage report

# Work out the exact versions anew after a change in pyproject.toml; ARGS=--upgrade for the newest of all.
lock:
	@$(COMPILE) --extra dev --extra check --extra author --extra web --extra screen --output-file constraints-dev.txt $(ARGS)
	@$(COMPILE) --constraints constraints-dev.txt --output-file constraints-core.txt $(ARGS)

COMPILE = tools/borrow 'uv>=0.13' uv pip compile pyproject.toml --group build --quiet --universal \
	--generate-hashes --no-header --no-annotate --no-emit-index-url

# Ask a public service whether a pinned version has a known hole.
audit:
	@tools/borrow 'pip-audit>=2.10' pip-audit --strict --disable-pip --require-hashes --requirement constraints-dev.txt

# Remove all that make made.
clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage dist $(NODE)
	find src tests tools $(wildcard bench) -name __pycache__ -type d -prune -exec rm -rf {} +

# Print this list.
help:
	@awk '/^# /{said = substr($$0, 3); next} /^[a-z]+:/{sub(/:.*/, ""); if (said) printf "make %-7s %s\n", $$0, said} {said = ""}' Makefile

# A stamp file stands for each part that is installed, so a second time costs nothing.
.venv/bin/python:
	@tools/venv $(PYTHON) .venv

.venv/core.done: constraints-core.txt | .venv/bin/python
	@echo "Installing what intake runs on (once) ..." >&2
	@tools/pip install --require-hashes -r constraints-core.txt
	@touch $@

.venv/own.done: pyproject.toml .venv/core.done
	@tools/pip install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.done: constraints-dev.txt .venv/core.done | .venv/own.done
	@echo "Installing what the tests need (once) ..." >&2
	@tools/pip install --require-hashes -r constraints-dev.txt
	@touch $@

# Checks of the widget that are written for Node: rules of accessibility, and types. The lock has a hash for each.
$(NODE)/.done: tests/web/package-lock.json
	@tools/need $(NEEDS)
	@echo "Installing what the tests in a browser need (once) ..." >&2
	@npm ci --prefix tests/web --ignore-scripts --no-audit --no-fund --silent
	@touch $@
