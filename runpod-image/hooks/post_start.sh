#!/usr/bin/env bash
# RunPod's start script calls this last. It says when the file of variables has a secret in it after all, and never fails:
# the pod's services run without it.
set -euo pipefail
/opt/sluice/bin/sluice-pod --look /etc/rp_environment || :
