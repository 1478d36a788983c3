#!/bin/bash
# Your commands, on one node with GPUs of its own.
set -euo pipefail
printf 'job %s on %s holds GPUs %s\n' "$SLURM_JOB_ID" "$(hostname)" "${CUDA_VISIBLE_DEVICES:-none}"
exec bash -c "$COMMAND"
