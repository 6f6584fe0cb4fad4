# jdzb. Each line works on a fresh Debian 12: it makes .venv/ from the hashed lock and installs, or
# names, the system packages that are missing. Once that is done, nothing here needs the network.
#
#   make run                      the window
#   make run ARGS="--help"        the command line
#   make test                     every test, on a screen of its own
#   make test T=tests/store       some of them
#   make check                    ruff, mypy, import rules
#   make reliability              the trials of tests/reliability in full number (twenty minutes); N=200 for fewer
#   make bench                    how long everything takes, beside the bare work (five minutes); ARGS=20
#                                 on a ledger of twenty years, with many meetings and a large appraisal;
#                                 ARGS=FOLDER: the lines of the ledger there
#   make package                  dist/支部台账 and the .deb, built and tried (three minutes)
#   make format                   let the formatter decide
#   make lock                     work out the pinned versions anew (needs the network)
#   make manual               the secretary's part of the README from the manual
#   make schema                   write db/schema.sql anew after a migration
#   make clean                    forget .venv/ and the caches; never touches data/

.DEFAULT_GOAL := run
.PHONY: run test check reliability bench package format lock manual schema clean
.NOTPARALLEL:

PY := .venv/bin/python
T ?= tests
N ?= full
# The whole suite runs a worker on each core; a file's tests stay together.
WORKERS = $(if $(filter tests,$(T)),-n auto --dist loadfile)
LOCK := .venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
        --default-index https://pypi.org/simple --no-config --no-build --custom-compile-command "make lock"

run:
	@sh .ci/prepare run
	@$(PY) main.py $(ARGS)

test:
	@sh .ci/prepare test
	@sh .ci/screen $(PY) -m pytest $(T) $(WORKERS) $(ARGS)

check:
	@sh .ci/prepare test
	@failed=0; \
	$(PY) -m ruff check || failed=1; \
	$(PY) -m ruff format --check || failed=1; \
	$(PY) -m mypy || failed=1; \
	$(PY) -m pytest -q tests/test_architecture.py tests/test_doorways.py || failed=1; \
	exit $$failed

reliability:
	@sh .ci/prepare test
	@sh .ci/screen $(PY) -m pytest tests/reliability --trials=$(N) -o faulthandler_timeout=0 $(ARGS)

bench:
	@sh .ci/prepare test
	@sh .ci/screen $(PY) -m tests.benchmarks $(ARGS)

package:
	@sh .ci/prepare test
	@sh .ci/package

format:
	@sh .ci/prepare test
	@$(PY) -m ruff check --fix-only
	@$(PY) -m ruff format

lock:
	@sh .ci/prepare test
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

manual:
	@sh .ci/prepare test
	@$(PY) assets/manual/build.py

schema:
	@sh .ci/prepare test
	@$(PY) -c "from jdzb.store import migrations; print(migrations.snapshot(), end='')" > db/schema.sql

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
