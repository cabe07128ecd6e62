# Works in a fresh clone on Debian or Ubuntu with make and Python 3.11 or newer. `make` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

CASE := data/cases/wholesaler
VENV := .venv
UV := $(VENV)/bin/uv
IN_VENV := PATH="$(CURDIR)/$(VENV)/bin:$$PATH"
NBVAL := $(IN_VENV) python -m pytest --nbval-lax -p no:cacheprovider -n 2 --dist loadfile

# Ratios are measured with the machine to themselves.
BENCH := $(IN_VENV) python -m pytest tests/benchmarks -p no:xdist
PEERS := .venv-peers

# An environment that happens to be active has no say here.
unexport VIRTUAL_ENV CONDA_PREFIX PYTHONHOME PYTHONPATH

.PHONY: help setup system peers reports test test-long lint lock clean

help: ## list these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' Makefile | expand -t 12

setup: $(VENV)/ready ## make .venv: exactly the hashed releases of requirements.txt, and geduld itself

reports: setup ## write an edition of the example case per owner, in Dutch and in English, to reports/
	@$(IN_VENV) geduld reports $(CASE) --language nl --language en

test: setup system lint ## every check a change must pass, in twenty minutes at most
	@$(NBVAL) notebooks/03_*.ipynb notebooks/05_owner_edition.ipynb
	@$(BENCH)
	$(IN_VENV) python -m pytest -n 2 --dist loadfile --ignore tests/benchmarks

test-long: setup system peers lint ## the same on every notebook, with the long tests and ten times the examples
	@$(NBVAL) notebooks/*.ipynb
	@$(BENCH) -m "" --benchmark-json $(VENV)/benchmarks.json
	$(IN_VENV) python tests/benchmarks/table.py $(VENV)/benchmarks.json docs/speed.md
	$(IN_VENV) python -m pytest -n 2 --dist loadfile --ignore tests/benchmarks -m "" --hypothesis-profile long

peers: setup ## make .venv-peers: what the speed tests compare with and cannot live beside the rest
	@[[ -x $(PEERS)/bin/python ]] || $(UV) venv --quiet --python $(VENV)/bin/python $(PEERS)
	$(UV) pip sync --quiet --python $(PEERS)/bin/python --require-hashes tests/benchmarks/peers.txt

lint: setup ## style, docstrings and types
	@$(IN_VENV) ruff check --quiet .
	$(IN_VENV) mypy

lock: setup ## compile requirements.txt and environment.yml anew; `make lock UPGRADE=--upgrade` takes new releases
	@$(UV) pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --fork-strategy fewest \
		--generate-hashes --no-header --no-emit-index-url --group test pyproject.toml -o requirements.txt
	$(UV) pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --group pyproject.toml:peers -o tests/benchmarks/peers.txt
	awk '/^# ---/ { exit } { print }' environment.yml > environment.new
	printf '# --- written by `make lock` from requirements.txt ---\n' >> environment.new
	sed -nE 's/^([a-z][^\\]*[^\\ ]) *\\$$/      - "\1"/p' requirements.txt >> environment.new
	mv environment.new environment.yml

clean: ## remove .venv, the caches and what was rendered; reports/example stays
	@rm -rf $(VENV) $(PEERS) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	find reports -mindepth 1 -maxdepth 1 ! -name example -exec rm -rf {} + 2>/dev/null || true

# ---- setup: a virtual environment, the pinned uv of requirements.txt in it, then everything else by uv ----

# The folder was copied or moved with its environment: the scripts in it point to the old place.
ifneq ($(file <$(VENV)/place),$(CURDIR))
.PHONY: $(VENV)/place
endif

$(VENV)/place:
	@$(FIND_PYTHON)
	"$$python" -c 'import ensurepip' 2>/dev/null || {
		$(APT_INSTALL)
		apt_install "the venv module of $$python" "$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
	}
	rm -rf $(VENV)
	"$$python" -m venv $(VENV)
	printf '%s' '$(CURDIR)' > $@

$(VENV)/ready: $(VENV)/place requirements.txt pyproject.toml
	@sed -n '/^uv==/,/^    # via/p' requirements.txt > $(VENV)/uv.txt
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/uv.txt
	$(UV) pip sync --quiet --python $(VENV)/bin/python --require-hashes requirements.txt
	$(UV) pip install --quiet --python $(VENV)/bin/python --no-deps --editable .
	touch $@

# ---- system: what the tests look at a rendered edition with; looked for by command, so a repeat is quick ----

system: ## Chromium, poppler, LibreOffice and two fonts for the tests: by apt, as root or with sudo
	@$(APT_INSTALL)
	has() { command -v "$$@" >/dev/null; }
	wanted=()
	has chromium || has chromium-browser || has google-chrome || wanted+=(chromium)
	has pdftotext || wanted+=(poppler-utils)
	office=/usr/lib/libreoffice/program
	has soffice && [[ ! -d $$office || -e $$office/libsclo.so ]] || wanted+=(libreoffice-calc-nogui)
	has soffice && [[ ! -d $$office || -e $$office/libsdlo.so ]] || wanted+=(libreoffice-impress-nogui)
	fonts=$$(fc-list : family 2>/dev/null || true)
	[[ $$fonts == *Inter* ]] || wanted+=(fonts-inter)
	[[ $$fonts == *Liberation* ]] || wanted+=(fonts-liberation2)
	[[ -z "$${wanted[*]}" ]] || apt_install "what the tests look at an edition with" "$${wanted[@]}"

# Sets `python` to the first interpreter that is new enough; never to one inside a virtual environment.
define FIND_PYTHON
python=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
	python=$$($$name -c 'import sys; sys.exit(1) if sys.version_info < (3, 11) else print(sys._base_executable)' 2>/dev/null) && break
done
[[ -n "$$python" ]] || { echo "make: geduld needs Python 3.11 or newer; no python3 on the PATH is" >&2; exit 1; }
endef

# Defines apt_install WHAT PACKAGE...: installs, or says in one line what is missing.
define APT_INSTALL
apt_install() {
	local what=$$1 as=; shift
	[[ $$(id -u) == 0 ]] || as=sudo
	if command -v apt-get >/dev/null && { [[ -z $$as ]] || command -v sudo >/dev/null; }; then
		echo "make: installing $$*"
		$$as apt-get -qq update </dev/null || true
		$$as env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$$@" </dev/null >/dev/null && return
	fi
	echo "make: missing: $$what; install as root: apt-get install --no-install-recommends $$*" >&2
	exit 1
}
endef
