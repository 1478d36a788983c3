# What people and machines run. `make help` lists it.
SHELL := /bin/bash
MAVEN := mvn --batch-mode --no-transfer-progress --quiet
.DEFAULT_GOAL := help
.PHONY: help tools build demo demo-stop demo-clean demo-status test test-containers test-trixie test-jdks check check-scripts bench faults format \
	deploy infra-init infra-plan infra-apply infra-test cost-estimate teardown services-up

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

test: ## set up clusters of its own, run every test on them, and remove them
	@suite/run plain cluster upheaval

test-containers: ## the pod image as a cluster of containers, with the portal in front (starts an engine where there is none)
	@suite/run containers

test-trixie: ## what `make test` runs, on Debian 13 with Slurm 24.11, in a root file system of its own
	@suite/debian trixie suite/run plain cluster upheaval

test-jdks: ## the tests that need no cluster, on JDK 21 and 25 of Debian 13
	@suite/debian trixie suite/jdks 21 25

check: tools ## formatting, warnings as errors, shell scripts, the demo's programs
	@demo/sluice-demo install test services portal
	@$(MAVEN) -Pcontainers -DskipTests spotless:check test-compile
	@$(MAKE) --no-print-directory check-scripts

check-scripts: # what `check` does beside the Java sources; suite/run has those checked by its build
	@shellcheck bench/run bench/whole-path bench/faults suite/run suite/instance suite/debian suite/debian-root suite/jdks demo/sluice-demo demo/inside-worker demo/reboot-worker demo/inside-exporter demo/inside-head demo/into-cgroup demo/lib/*.sh slurm-config/render slurm-config/sshd-penalties slurm-config/power.d/note slurm-config/task-prolog backup/* job-templates/*/script.sh demo/job-templates/*/script.sh .ci/run runpod-image/lib/*.sh runpod-image/hooks/*.sh runpod-image/bin/sluice-services runpod-image/bin/sluice-self-check runpod-image/image-users containers/run containers/engine containers/images containers/portal containers/start-script portal/src/test/record-diagnosis
	@python3 -W error -m unittest discover --start-directory demo/hardware/tests
	@python3 -W error -m unittest discover --start-directory suite/tests
	@python3 -W error -m unittest discover --start-directory demo/seed/tests
	@python3 -W error -m unittest discover --start-directory runpod-image/tests
	@python3 -W error -m unittest discover --start-directory provisioner/tests
	@shellcheck terraform/tests/infra-test compose/make-secrets compose/up compose/add-account compose/people-from-head compose/postgres/10-portal.sh
	@python3 -W error -m unittest discover --start-directory terraform/tests --top-level-directory terraform
	@/usr/bin/python3 -W error -m unittest discover --start-directory compose/tests

bench: build ## measure: warm start, a snapshot of 10,000 jobs, the readings of 10,000 GPUs, 200 browsers before 10,000 jobs
	@bench/run
	@bench/whole-path

faults: build ## attack a running portal in eight ways; fails when somebody else's page takes two seconds
	@bench/faults

format: ## format the Java sources
	@$(MAVEN) spotless:apply

deploy: ## RunPod: say what it costs, ask, make volume and head, wait for sshd (CONFIRM=yes, ENVIRONMENT=instant-cluster)
	@terraform/sluice-infra deploy

infra-init: ## RunPod: fetch the provider for the environment
	@terraform/sluice-infra init

infra-plan: ## RunPod: prices, and what Terraform would change
	@terraform/sluice-infra plan

infra-apply: ## RunPod: prices, plan, question, change
	@terraform/sluice-infra apply

cost-estimate: ## RunPod: what it would cost, and what costs now
	@terraform/sluice-infra cost-estimate

teardown: ## RunPod: remove head and workers, list what still costs (VOLUME=delete removes the homes too)
	@terraform/sluice-infra teardown

services-up: ## tell compose where the head is and start portal, signer and the rest in containers
	@terraform/sluice-infra services-up

infra-test: ## modules, provisioner and compose files under the real Terraform and loader (needs Terraform and Go)
	@terraform/tests/infra-test
