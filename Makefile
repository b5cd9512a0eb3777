# Needs git, make, python3 (3.11 or later, with venv or pip) and npm; the tests also need browsers and Java, which
# tests/browsers.py gets where it can. Everything else is installed into .tools/, .venv/ and node_modules/ by these
# rules, and redone only when a pin changes.

UV_VERSION := 0.13.9
PYTHON_VERSION := $(shell cat .python-version)
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
PYTHON := .venv/bin/python
PORT ?= 8000

# MkDocs 2 is another program; Material says so at every start unless told that it has been read.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help setup site serve offline single sbom release diff upkeep schemas test audit bench bench-build browser check lint format picture icons modules functions lock mutate pictures clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: .venv node_modules  ## Install the Python and Node packages

site: setup  ## Build the site into site/
	$(PYTHON) build_site.py build

serve: setup  ## Build the site and serve it with live reload (PORT=8000)
	$(PYTHON) build_site.py serve --port $(PORT)

offline: setup single  ## Build the site, and pack it into dist/dalil-offline.zip, which needs no server
	$(PYTHON) build_site.py offline

single: setup  ## Write each guide into one file of dist/, to send by messenger
	$(PYTHON) build_site.py single

sbom: setup  ## List what ships, and what builds it, with licences, in dist/dalil.cdx.json (CycloneDX)
	$(PYTHON) build_site.py sbom

schemas: setup  ## Write docs/schemas/ again, which complete YAML in editors, after a change of the model
	$(PYTHON) build_site.py schemas

release: setup  ## Build all that is handed out into dist/release, with SHA256SUMS
	$(PYTHON) build_site.py release

diff: setup  ## Tell what the change does to readers' answers, against where main was left (BASE=a branch or commit)
	$(PYTHON) build_site.py diff $(BASE) --html dist/diff.html

upkeep: setup  ## List facts due, source links gone, translations behind
	$(PYTHON) build_site.py upkeep

test: setup browser lint  ## Run all the tests, the ones in a browser included
	$(PYTHON) -m pytest --numprocesses 2 --dist loadfile

audit: setup browser  ## Run what is too long for every change: axe at 320 and 1280 px and in the dark, every state of every kind of widget in every setting, every page at 400 %, Python packed at its best, every answer changed on every path, every mistake put into every guide, the HTML of every page, the same bytes twice, known faults of packages
	$(PYTHON) -m pytest --numprocesses 2 -m audit
	SLIM_STRICT=1 $(PYTHON) -m pytest --numprocesses 2 tests/browser/test_forms.py tests/browser/test_why.py
	$(PYTHON) -m tests.advisories

mutate: setup  ## Change the engine, one thing at a time, and see whether its tests tell (ARGUMENTS="dates typed" for some modules)
	$(PYTHON) -m tests.mutation $(ARGUMENTS)

bench: site browser  ## Measure the built site against stock Pyodide (ARGUMENTS="--pairs 3" for a try)
	$(PYTHON) -m benchmarks $(ARGUMENTS)

bench-build: setup  ## Measure how the build grows with made-up guides (ARGUMENTS="--guides 10,30" for a try)
	$(PYTHON) -m benchmarks.grow $(ARGUMENTS)

check: setup  ## Check facts, procedures and words
	$(PYTHON) build_site.py check

lint: setup  ## Check style and types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

format: setup  ## Put the code into the project's format
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

picture: site  ## Take the picture of the README again
	$(PYTHON) -m tests.picture

pictures: setup browser  ## Take again the pictures of key pages that tests compare; look at what changed before you commit it
	$(PYTHON) -m tests.pictures

icons: setup browser  ## Draw the app's icons again, from docs/assets/favicon.svg
	$(PYTHON) -m tests.icons

modules: setup  ## List again the modules of the standard library that ship
	$(PYTHON) -m tests.modules

functions: setup browser  ## Find again the functions of Pyodide that ship
	$(PYTHON) -m tests.functions

lock: .venv  ## Pin every package again, from requirements.in and package.json
	$(UV) pip compile --quiet --upgrade --python $(PYTHON) --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --output-file requirements.txt requirements.in
	npm install --package-lock-only --ignore-scripts

clean:  ## Remove what the build and the tests made; the installed packages stay
	rm -rf build site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find builder widgets tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

browser: .venv
	@$(PYTHON) -m tests.browsers

.PHONY: .venv node_modules
.venv: .venv/installed
node_modules: node_modules/installed

# uv looks at PATH, where a version manager's shim may stand in for a Python that isn't active:
# pyenv's own folder is asked next, and last of all uv fetches a Python.
.venv/installed: requirements.txt .python-version | $(UV)
	@python="$$($(UV) python find --no-project --system $(PYTHON_VERSION) 2>/dev/null)" \
	  || python="$$(ls -d "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$(PYTHON_VERSION)*/bin/python 2>/dev/null | tail -n 1)"; \
	$(UV) venv --quiet --no-project --clear --python "$${python:-$(PYTHON_VERSION)}" .venv \
	  || { echo "make: no Python $(PYTHON_VERSION) here, and none could be fetched. Install one (python.org, 'pyenv install $(PYTHON_VERSION)' or your system's packages), then run make again." >&2; exit 1; }
	$(UV) pip sync --quiet --python $(PYTHON) --require-hashes requirements.txt
	@touch $@

node_modules/installed: package.json package-lock.json .npmrc
	npm ci --ignore-scripts --no-progress
	@touch $@

.tools/bin/uv:
	@echo "Getting uv $(UV_VERSION) into .tools/"
	@{ python3 -m venv .tools/uv >/dev/null 2>&1 && .tools/uv/bin/python -m pip install --quiet "uv==$(UV_VERSION)"; } \
	  || { rm -rf .tools/uv && python3 -m pip install --quiet --target .tools/uv "uv==$(UV_VERSION)"; } \
	  || { echo "make: uv could not be installed: python3 needs venv or pip (Debian: apt-get install python3-venv)." >&2; exit 1; }
	@mkdir -p .tools/bin && ln -sf ../uv/bin/uv $@
