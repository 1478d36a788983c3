#!/bin/bash
# Holds a shared GPU and uses as much of it as was asked for.
set -euo pipefail
printf 'job %s on %s shares the GPU at place %s\n' "$SLURM_JOB_ID" "$SLURM_JOB_NODELIST" "${CUDA_VISIBLE_DEVICES:-none}"
exec gpu-load steady --level "$LEVEL" --seconds "$((MINUTES * 60))"
