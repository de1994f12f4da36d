# Each target does its own set-up: see packaging/setup.sh. On a bare Debian or Ubuntu only python3 (3.11 or newer), make and git are needed.
.PHONY: demo test lint format bench screenshots translations backbones package smoke clean
READY := .venv/.ready
BIN := .venv/bin

demo: $(READY)
	$(BIN)/tldesk demo

# Several torches with a thread for every core each hold one another up. The end-to-end tests run alone: one of them measures how long the
# window is held up.
test: $(READY)
	QT_QPA_PLATFORM=offscreen OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal --ignore tests/e2e
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/e2e

lint: $(READY)
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --no-cache --check .
	$(BIN)/mypy --cache-dir .venv/mypy
	$(BIN)/lint-imports --no-cache

format: $(READY)
	$(BIN)/ruff check --no-cache --fix .
	$(BIN)/ruff format --no-cache .

bench: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python tests/benchmarks/harness.py --only "$(ONLY)"

screenshots: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots_label.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots_exchange.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots_train.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots_results.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots_start.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots_german.py

# After a change of what the window says: resources/translations, whose new texts then wait for a translator.
translations: $(READY)
	$(BIN)/python packaging/translations.py

# Only after an update of timm: counts what is new, offline.
backbones: $(READY)
	$(BIN)/python packaging/backbones.py

# The program that runs where no Python is: packaging/README.md.
package: $(READY)
	$(BIN)/python packaging/build.py

smoke: $(READY)
	$(BIN)/python packaging/smoke.py build/dist/tldesk

clean:
	rm -rf .venv build tldesk-demo benchmarks.json

$(READY): pyproject.toml packaging/constraints.txt packaging/setup.sh
	sh packaging/setup.sh
