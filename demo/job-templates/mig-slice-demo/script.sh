#!/bin/bash
# Holds one slice of a GPU and pretends to train on it.
set -euo pipefail
printf 'job %s on %s holds the slice at place %s\n' "$SLURM_JOB_ID" "$SLURM_JOB_NODELIST" "${CUDA_VISIBLE_DEVICES:-none}"
exec gpu-load training --minutes "$MINUTES"
