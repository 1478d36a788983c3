#!/usr/bin/env bash
# RunPod's start script calls this first, and goes no further when it fails: it must not go on to write secrets to
# /etc/rp_environment where somebody started it without the image's entry point.
set -euo pipefail
/opt/sluice/bin/sluice-pod --guard
