# What a person types. Each target is a short script in scripts/ that says what it does.
# Pass arguments with ARGS, for example: make run ARGS="--port 9000"

.DEFAULT_GOAL := help
.PHONY: help run console test test-peers check format bench attack fuzz clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: ## Build and serve models/ on http://127.0.0.1:8000 until Ctrl-C
	@exec scripts/run $(ARGS)

console: ## Build and open the console for the server of `make run`
	@exec scripts/console $(ARGS)

test: ## Build everything and run every test
	@scripts/test $(ARGS)

test-peers: ## Check the running server from outside: promtool and a Python client
	@scripts/test-peers $(ARGS)

check: ## Check format, import rules and documentation; builds nothing
	@scripts/check

format: ## Rewrite the Swift sources as .swift-format wants them
	@scripts/format

bench: ## Measure POST /predict against a bare route, in about two minutes
	@scripts/bench $(ARGS)

attack: ## Measure what attacks cost an honest client, in about two minutes
	@scripts/attack $(ARGS)

fuzz: ## Throw damaged model files at the readers, with sanitizers on (RUNS=200000)
	@scripts/fuzz $(ARGS)

clean: ## Remove what builds and tests made; the server's state in .modelswitch stays
	rm -rf .build .build-* Benchmarks/.build .venv-peers
