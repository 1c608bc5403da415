# make run: set up and build everything that is published into dist/. make test: set up and pass all tests.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p))))
BIN := .venv/bin
READY := .venv/.ready
NODE_READY := node_modules/.ready
DEBIAN_FOR_TESTS := virtuoso-opensource-7-bin chromium chromium-driver curl default-jre-headless wrk

.PHONY: setup system node run check test bench metadata release lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@.ci/venv "$(PYTHON)"
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

# The server, the browser and the Java machine that some tests need; without root, those tests skip and say so.
system:
	@.ci/debian $(DEBIAN_FOR_TESTS)

# What the query page and large networks load, bundled, and what checks the scripts of all pages; Node comes with the Python packages.
node: $(NODE_READY)

$(NODE_READY): package-lock.json package.json $(wildcard src/jumelage_graph/site/editor/*.js src/jumelage_graph/views/webgl/*.js) $(READY)
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent bundle
	@touch $(NODE_READY)

run: setup node
	$(BIN)/jumelage build --out dist

test: setup system node
	$(BIN)/ruff check src tests notebooks .ci
	$(BIN)/ruff format --check src tests notebooks .ci
	$(BIN)/mypy
	$(BIN)/mypy --config-file tests/mypy.ini
	$(BIN)/pytest -n auto --dist loadgroup

# What a contributor passes before handing over.
check: setup
	$(BIN)/ruff check src tests notebooks .ci
	$(BIN)/ruff format --check src tests notebooks .ci
	$(BIN)/mypy
	$(BIN)/mypy --config-file tests/mypy.ini
	$(BIN)/pytest -q tests/test_house.py tests/test_words.py tests/test_tables.py

# One report of all speeds beside their peers, in dist/bench. ONLY=start-up,calls measures less, SCALE=100 how it grows,
# FORMER=<commit> names the commit to compare with, OUT=<folder> the folder of the report.
bench: setup node system
	PYTHONPATH="$(CURDIR)/tests" $(BIN)/python -P tests/bench/__main__.py --only "$(ONLY)" --scale "$(or $(SCALE),0)" \
	  --former "$(FORMER)" --out "$(or $(OUT),dist/bench)"

# What archives and catalogues read (codemeta.json), from CITATION.cff, pyproject.toml and the version.
metadata: setup
	$(BIN)/python .ci/metadata.py

# What a release publishes, in dist/release; OLD=… is the former version of the dataset, for the notes.
release: run
	.ci/release $(OLD)

lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --extra pandas --extra parquet --group dev pyproject.toml --output-file requirements.lock
	$(BIN)/python .ci/metadata.py

clean:
	rm -rf .venv node_modules src/jumelage_graph/*/vendor dist build .pytest_cache .mypy_cache .ruff_cache
