# Everything a developer does here, from a clean clone. The environment in .venv is made when it is
# needed and made up to date when a lock file or pyproject.toml is newer than its stamp.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# The first Python of 3.11 or newer that runs (an installed name may be an empty shim). 3.11 comes first
# because CI runs it. Another one: make test PYTHON=/path/to/python3.13
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)

VENV := .venv
BIN := $(VENV)/bin
# Twice quiet: errors only (trafilatura asks lxml for an extra that lxml no longer has, and pip would say so).
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
INSTALL_SELF := $(PIP) install --no-deps --no-build-isolation --editable .
READY_TO_RUN := $(VENV)/.ready-to-run
READY_TO_TEST := $(VENV)/.ready-to-test

# Tests run on two processes, which is what CI has; those of one group (Spark's share a session) in one of them.
TEST_PROCESSES ?= 2
# The two reports that `make demo` puts side by side: an agency's report and a copy in other words.
DEMO_LEFT ?= examples/hallin-dam/npa-update.txt
DEMO_RIGHT ?= examples/hallin-dam/flash.txt
# And all that is told of the same days, in an archive.
DEMO_REPORTS ?= examples/hallin-dam/reports.jsonl
DEMO_ARCHIVE := build/hallin-dam.retold

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: demo
demo: $(READY_TO_RUN) ## Compare two example reports, then find who retells whom among all of them
	@$(BIN)/retold compare $(DEMO_LEFT) $(DEMO_RIGHT)
	@mkdir -p build && rm -f $(DEMO_ARCHIVE)*
	@echo && $(BIN)/retold add $(DEMO_ARCHIVE) $(DEMO_REPORTS) && echo && $(BIN)/retold families $(DEMO_ARCHIVE)

.PHONY: test
test: $(READY_TO_TEST) browser java ## Run the tests (no network; ARGS="-k quotations" to choose)
	$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist loadgroup $(ARGS)

.PHONY: browser
browser: ## See that Chromium is here, which the tests of the pages drive; root installs it
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		echo "Installing Chromium, which the tests drive" >&2 && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium >/dev/null; } || { \
		echo "The tests drive Chromium, and it is not here. Run: sudo apt-get install chromium" >&2; exit 1; }

.PHONY: java
java: ## See that Java is here, which Spark runs on in the tests; root installs it
	@command -v java >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		echo "Installing Java 17, which Spark runs on in the tests" >&2 && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends openjdk-17-jre-headless >/dev/null; } || { \
		echo "The tests start Spark, which needs Java 17. Run: sudo apt-get install openjdk-17-jre-headless" >&2; exit 1; }

.PHONY: screenshots
screenshots: $(READY_TO_TEST) browser ## Take a picture of every page, at three widths, in paper and night
	$(BIN)/python tools/screenshots.py $(ARGS)

.PHONY: lint
lint: $(READY_TO_TEST) ## Check the rules, the layout and the types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

.PHONY: format
format: $(READY_TO_TEST) ## Mend layout and what ruff can mend by itself
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

.PHONY: bench
bench: $(READY_TO_RUN) ## Time Retold beside difflib and rapidfuzz, as ratios of one run
	$(BIN)/python bench/compare_bench.py $(ARGS)

.PHONY: bench-archive
bench-archive: $(READY_TO_RUN) ## Time an archive as it grows (ARGS="--sizes 20000 100000 --rivals")
	$(BIN)/python bench/archive_bench.py $(ARGS)

.PHONY: bench-spark
bench-spark: $(READY_TO_TEST) java ## Time the engine spark beside the embedded one (ARGS="--count 20000 --workers 1 2")
	$(BIN)/python bench/spark_bench.py $(ARGS)

# With UPGRADE=1 newer releases are taken; without it only what pyproject.toml asks for is changed.
LOCK = $(BIN)/uv --no-config --quiet pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	$(if $(UPGRADE),--upgrade) --extra pages --extra web --extra zstd

.PHONY: lock
lock: $(READY_TO_TEST) ## Make the lock files in requirements/ again (UPGRADE=1 for newer releases)
	$(LOCK) --group build --output-file requirements/run.txt
	$(LOCK) --group dev --extra spark --constraint requirements/run.txt --output-file requirements/dev.txt

.PHONY: clean
clean: ## Remove the environment and everything made here
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A checked Python, then an environment, then the packages: each step says what is missing.
$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Retold needs Python 3.11 or newer and found none: on Debian or Ubuntu run 'apt install python3 python3-venv', elsewhere give its path with 'make PYTHON=/path/to/python3.11'." >&2; \
		exit 1; \
	fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$(PYTHON) cannot make a virtual environment: on Debian or Ubuntu run 'apt install python3-venv', then the same make command again." >&2; \
		exit 1; \
	fi
	@echo "Making $(VENV) with $$($(PYTHON) --version)" >&2
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)

$(READY_TO_RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Retold runs with (requirements/run.txt)" >&2
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(INSTALL_SELF)
	@touch $@

$(READY_TO_TEST): requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Retold is tested with (requirements/dev.txt)" >&2
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@$(INSTALL_SELF)
	@touch $@ $(READY_TO_RUN)
