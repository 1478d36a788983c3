# What people and machines run. `make help` lists it.
SHELL := /bin/bash
MAVEN := mvn --batch-mode --no-transfer-progress --quiet
TEST_USERS := zoe:/usr/bin/zsh fay:/usr/bin/fish tess:/usr/bin/tcsh nora:/usr/sbin/nologin stan:/bin/bash:outside
.DEFAULT_GOAL := help
.PHONY: help tools build demo demo-stop demo-clean demo-status test test-containers check bench screenshots format

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

tools:
	@demo/sluice-demo install build

build: tools ## build portal and signer
	@$(MAVEN) -DskipTests package

demo: build ## start a real Slurm and the portal on this machine, and say how to sign in
	@demo/sluice-demo up

demo-stop: ## stop the demo; everything is kept
	@demo/sluice-demo stop

demo-clean: ## remove the demo: users, files, processes
	@demo/sluice-demo clean

demo-status: ## what runs
	@demo/sluice-demo status

test: tools ## set up a cluster of its own, run every test on it, and remove it
	@demo/sluice-demo install cluster portal test
	@SLUICE_TEST_USERS="$(TEST_USERS)" demo/test-run

test-containers: tools ## the pod image as a cluster of containers, with the portal in front (starts an engine where there is none)
	@demo/sluice-demo install portal containers
	@containers/run

check: tools ## formatting, warnings as errors, shell scripts, the demo's programs
	@demo/sluice-demo install test
	@$(MAVEN) spotless:check
	@$(MAVEN) -DskipTests test-compile
	@shellcheck demo/sluice-demo demo/inside-worker demo/inside-exporter demo/inside-head demo/into-cgroup demo/test-run demo/lib/*.sh slurm-config/render slurm-config/power.d/note backup/* job-templates/*/script.sh demo/job-templates/*/script.sh .ci/run runpod-image/lib/*.sh runpod-image/hooks/*.sh runpod-image/bin/sluice-services runpod-image/bin/sluice-self-check containers/run containers/engine containers/images containers/portal portal/src/test/record-diagnosis
	@python3 -W error -m unittest discover --start-directory demo/hardware/tests
	@python3 -W error -m unittest discover --start-directory demo/seed/tests
	@python3 -W error -m unittest discover --start-directory runpod-image/tests
	@python3 -W error -m unittest discover --start-directory provisioner/tests

bench: build ## measure: warm start, a picture of 10,000 jobs, the readings of 10,000 GPUs
	@bench/run

format: ## format the Java sources
	@$(MAVEN) spotless:apply
