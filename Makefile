# The one door to everything: each target sets up what it needs first. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export PKG_CONFIG_PATH := $(CURDIR)/.deps/whisper/lib/pkgconfig

SAMPLE := .deps/media/sample-lecture.mp4
FILE ?= $(SAMPLE)
PAGE ?= Reports/$(notdir $(basename $(FILE))).html
DATA ?= lectern-data
PORT ?= 8080
# The programs that ship and the tests share one configuration.
# With hashes seeded anew in each process, the package manager orders some compiler flags at random and compiles the same again.
BUILD := SWIFT_DETERMINISTIC_HASHING=1 swift build -c release
LECTERN := .build/release/lectern

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## Install and build what Lectern needs (idempotent)
	@scripts/setup.sh

.PHONY: build
build: setup ## Build the programs
	@$(BUILD) --product lectern >&2
	@$(BUILD) --product lectern-media >&2

.PHONY: review
review: ## Review FILE=lecture.mp4, or a sample lecture
	@scripts/setup.sh $(if $(filter $(SAMPLE),$(FILE)),--with-sample)
	@$(MAKE) build
	@$(LECTERN) review "$(FILE)" --page "$(PAGE)"

.PHONY: serve
serve: build ## Serve the HTTP API at PORT on loopback, with its data in DATA
	@exec $(LECTERN) serve --data "$(DATA)" --port "$(PORT)"

.PHONY: test
test: ## Run every test
	@scripts/setup.sh --with-sample --with-test-media
	@$(MAKE) build
	@$(BUILD) --build-tests >&2
	@SWIFT_DETERMINISTIC_HASHING=1 swift test -c release --skip-build --disable-xctest --no-parallel

.PHONY: truth
truth: ## Prove the checks: inject faults at known times, review them, print recall and precision (SMALL=1 for one case a code)
	@scripts/setup.sh --with-sample --with-test-media
	@$(MAKE) build
	@$(BUILD) --product lectern-truth >&2
	@.build/release/lectern-truth $(if $(SMALL),--small) $(if $(CODES),--codes "$(CODES)") --markdown .deps/truth/table.md

.PHONY: chaos
chaos: ## Prove the queue: hurt workers and databases while 5,000 jobs go through them, on both engines
	@scripts/setup.sh --with-test-media
	@$(BUILD) --product lectern-chaos >&2
	@.build/release/lectern-chaos

.PHONY: clients
clients: ## Try the service from outside: interrupted uploads by other people's clients, and every operation of its description
	@scripts/setup.sh --with-sample --with-test-media
	@$(MAKE) build
	@.deps/clients/bin/python Tests/Clients/upload_rounds.py
	@.deps/clients/bin/python Tests/Clients/api_check.py

.PHONY: test-browser
test-browser: ## Go through the pages with a real browser, as their users do
	@scripts/setup.sh --with-sample --with-test-media --with-html
	@$(MAKE) build
	@.deps/browser/bin/python Tests/Browser/browser_check.py

.PHONY: lint
lint: ## Check format and dependency rules
	@scripts/lint.sh

.PHONY: bench
bench: ## Measure an inspection against a plain decode, a review against the media's length, the queue, and the front door
	@scripts/setup.sh --with-sample --with-test-media --with-bench
	@scripts/make-bench-lecture.sh
	@$(MAKE) build
	@$(BUILD) --product lectern-bench >&2
	@scripts/bench.py
	@scripts/bench_http.py

.PHONY: clean
clean: ## Remove what was built; set-up stays
	@rm -rf .build Reports
