# Two targets do everything on a machine with Python 3.11, make and apt: `make run` and `make test`.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := corpora/sample
RESULTS := results

COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --quiet \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links
# The locked packages first, then the project itself, which adds none.
INSTALL = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
PROJECT = $(INSTALL) --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.PHONY: help run test lint format words notebooks docs site bench reliability lock clean

help:  ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

run: $(VENV)/run.done  ## Install, then read corpora/sample into results/
	@$(BIN)/extractor run $(SAMPLE) --out $(RESULTS) || \
		{ code=$$?; [ $$code -eq 1 ] || [ $$code -eq 3 ]; }  # findings that fail, or files unread

test: lint site $(VENV)/browser.done  ## Install what the tests need, and run every check and test
	@$(BIN)/python -m pytest -q --nbmake --override-ini addopts= notebooks/*.ipynb
	@$(BIN)/python -m pytest -n 2

lint: $(VENV)/test.done  ## Check format, lint, types and the direction of imports
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/test.done  ## Format the code, and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

words: $(VENV)/test.done  ## Compile the Chinese of the command line
	@$(BIN)/pybabel compile --domain extractor --directory extractor/data/locale

notebooks: $(VENV)/test.done  ## Write the notebooks anew from their paired scripts
	@$(BIN)/jupytext --quiet --to ipynb notebooks/*.py

docs: $(VENV)/test.done  ## Write the generated pages anew
	@$(BIN)/python -m extractor.tables > docs/data-dictionary.md
	@$(BIN)/python -m extractor.mentions > docs/rules.md
	@$(BIN)/python -m extractor.cli.reference en > docs/commands.md
	@$(BIN)/python -m extractor.cli.reference zh > docs/zh/commands.md

site: $(VENV)/test.done  ## Build the documentation into site/
	@$(BIN)/mkdocs build --strict --quiet

bench: $(VENV)/test.done  ## Measure the speed beside other programs into benchmarks/RESULTS.md
	@$(BIN)/python benchmarks/speed.py

reliability: $(VENV)/test.done  ## The weekly tests: large and hostile files, kills ten times over
	@EXTRACTOR_WEEKLY=1 $(BIN)/python -m pytest -q tests/test_large.py tests/test_isolation.py
	@for _ in 1 2 3 4 5 6 7 8 9 10; do \
		$(BIN)/python -m pytest -q tests/test_reliability.py || exit 1; done

lock: $(VENV)/test.done  ## Renew the lock files from pyproject.toml
	@$(COMPILE) --upgrade --group dev --output-file requirements/test.lock
	@$(COMPILE) --group build --constraint requirements/test.lock --output-file requirements/run.lock

clean:  ## Remove the environment, the results and every cache
	@rm -rf $(VENV) $(RESULTS) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.done: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages into $(VENV) (once)"
	@$(INSTALL) --require-hashes --requirement requirements/run.lock
	@$(PROJECT)
	@touch $@

$(VENV)/test.done: requirements/test.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages for the tests into $(VENV) (once)"
	@$(INSTALL) --require-hashes --requirement requirements/test.lock
	@$(PROJECT)
	@touch $@ $(VENV)/run.done

# The pages are tested in a real browser, with Chinese type to look at.
$(VENV)/browser.done: | $(BIN)/python
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
		command -v google-chrome >/dev/null || { \
		echo "Installing a browser for the tests of the pages (once)"; \
		{ [ "$$(id -u)" -eq 0 ] && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium fonts-wqy-zenhei >/dev/null; } || \
		{ echo "A browser is missing: as root, apt-get install chromium fonts-wqy-zenhei"; exit 2; }; }
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed: apt-get install python3.11 python3.11-venv"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "venv is missing: apt-get install python3-venv"; exit 2; }
