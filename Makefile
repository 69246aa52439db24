# The two commands that matter: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX ?= .wenju
Q ?= 普陀区生命健康产业专项政策3.0版支持什么?
# The question reaches the shell as it was given, dollars and quotes included.
export QUESTION := $(value Q)
# What an index is made by; when one of these is newer, it is built again, from the same articles as last time.
MAKERS := $(shell find index -name '*.py') $(wildcard index/encoders/wenju-static/*)

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# The stamp is written last: an installation that was cut off is done again.
$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt \
		--config-settings editable_mode=compat -e '.[dev,training]'
	touch $@

.PHONY: install
install: $(VENV)/installed ## Make .venv and install everything under constraints.txt

$(INDEX)/CURRENT: $(wildcard seeds/*.txt) $(MAKERS) | $(VENV)/installed
	$(BIN)/wenju build --index $(INDEX)

.PHONY: run
run: $(VENV)/installed $(INDEX)/CURRENT ## Install, index seeds/, answer one question here, serve the page on 127.0.0.1:8501
	@echo; echo "\$$ wenju ask \"$$QUESTION\""
	@$(BIN)/wenju ask --index $(INDEX) -- "$$QUESTION" || [ $$? -eq 1 ]
	@echo
	@exec $(BIN)/wenju ui --index $(INDEX) $(if $(PORT),--port $(PORT))

.PHONY: ask
ask: $(VENV)/installed $(INDEX)/CURRENT ## Ask one question: make ask Q="松江区生物医药产业目标是什么?"
	@$(BIN)/wenju ask --index $(INDEX) -- "$$QUESTION" || [ $$? -eq 1 ]

.PHONY: build
build: $(VENV)/installed ## Build the index anew, from the same articles as last time (at first seeds/)
	$(BIN)/wenju build --index $(INDEX)

.PHONY: ui
ui: $(VENV)/installed $(INDEX)/CURRENT ## Serve the page
	@exec $(BIN)/wenju ui --index $(INDEX) $(if $(PORT),--port $(PORT))

.PHONY: check
check: $(VENV)/installed ## ruff, mypy --strict, and the architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

.PHONY: test
test: check ## All checks and all tests
	$(BIN)/python -m pytest

.PHONY: bench
bench: $(VENV)/installed ## Retrieval figures on the development sets, leg by leg
	$(BIN)/python -m bench.quality

.PHONY: answers
answers: $(VENV)/installed ## Answer figures on the gold questions: over the seeds and, where it is there, the news corpus
	$(BIN)/python -m bench.answers

.PHONY: gate
gate: $(VENV)/installed ## Retrieval figures against their floors (tests/quality), on our own set and the development sets
	$(BIN)/python -m bench.gate

.PHONY: clean
clean: ## Remove the virtual environment and the index
	rm -rf $(VENV) $(INDEX)
