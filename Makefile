# Everything that one does with this project. «make help» lists the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
KB     := $(BIN)/kb
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help serve site check test bench shots cards links sbom wheelhouse lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.site ## read the site at http://127.0.0.1:8000 while editing
	@$(KB) serve

site: $(VENV)/.site ## build the site for publishing into site/
	@$(KB) site

check: $(VENV)/.site ## check records and pages
	@$(KB) check

bench: $(VENV)/.browser ## measure the search on the built site, in two browsers and beside the theme's own
	@$(BIN)/python bench/search.py

shots: $(VENV)/.browser ## take pictures of the built site, to look at: .cache/shots/sheet.html
	@$(BIN)/python bench/shots.py

links: $(VENV)/.site ## ask the addresses outside the site (needs the network)
	@$(KB) links --external

test: $(VENV)/.browser $(VENV)/.servers ## lint, types, unit tests, content, strict build, links, site and browser tests
	@$(BIN)/ruff check scripts tests bench
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q -m "not site and not browser"
	@$(KB) check
	@$(KB) site
	@$(KB) links
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "site or browser"

cards: $(VENV)/.browser ## draw the pictures that networks show of a link: docs/assets/images/card-*.png
	@$(BIN)/python bench/cards.py

sbom: $(VENV)/.test ## list every package that the site is built with in sbom.json (CycloneDX)
	@PYTHONWARNINGS=ignore::UserWarning $(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json

wheelhouse: $(VENV)/.python ## save these packages in wheelhouse/; while it is there, setting up needs no network
	@$(BIN)/python -m pip download --quiet --require-hashes -r requirements.lock -d wheelhouse

lock: ## write the lock files again after changing pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11.7 --generate-hashes --quiet --upgrade \
	  --custom-compile-command "make lock" -o requirements.lock
	uv pip compile pyproject.toml --group test --universal --python-version 3.11.7 --generate-hashes --quiet \
	  --constraint requirements.lock --custom-compile-command "make lock" -o requirements-test.lock

clean: ## remove what was installed and built
	rm -rf $(VENV) site site-before .site-new-* .site-old-* .mypy_cache .pytest_cache .ruff_cache

# The stamps below are the set-up: a second run finds them and does nothing.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 7))' || \
	  { echo "Python 3.11.7 or newer is needed. Name one: make PYTHON=/path/to/python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.site: $(VENV)/.python requirements.lock pyproject.toml
	@echo "Setting up (once) ..."
	@$(PIP) $(if $(wildcard wheelhouse),--no-index --find-links wheelhouse) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.lock
	@$(PIP) --require-hashes -r requirements-test.lock
	@touch $@

$(VENV)/.browser: $(VENV)/.test
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ -f /etc/debian_version ] && [ "$$(id -u)" = 0 ]; then \
	  echo "Installing Chromium from Debian's packages (once) ..."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	elif $(BIN)/python -m playwright install chromium; then :; \
	else echo "The browser tests need Chromium on the PATH. Install it (Debian: sudo apt-get install chromium) and run make test again."; exit 1; fi
	@touch $@

# Where they cannot be installed, the tests of deploy/ say so and are left out; on CI they fail.
$(VENV)/.servers: $(VENV)/.test
	@if [ -f /etc/debian_version ] && [ "$$(id -u)" = 0 ] && \
	  ! dpkg -s nginx libnginx-mod-http-brotli-static caddy curl openssl faketime >/dev/null 2>&1; then \
	  echo "Installing the web servers of deploy/ from Debian's packages (once) ..."; \
	  apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    nginx libnginx-mod-http-brotli-static caddy curl openssl faketime >/dev/null; fi
	@touch $@
