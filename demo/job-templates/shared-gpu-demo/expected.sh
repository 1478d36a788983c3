#!/bin/bash
#SBATCH --job-name=shared-gpu-demo
#SBATCH --account=startup
#SBATCH --partition=shared
#SBATCH --nodes=1
#SBATCH --mem=1G
#SBATCH --gres=shard:2
#SBATCH --time=0:05:00

export LEVEL='40'
export MINUTES='3'

# Holds a shared GPU and uses as much of it as was asked for.
set -euo pipefail
printf 'job %s on %s shares the GPU at place %s\n' "$SLURM_JOB_ID" "$SLURM_JOB_NODELIST" "${CUDA_VISIBLE_DEVICES:-none}"
exec gpu-load steady --level "$LEVEL" --seconds "$((MINUTES * 60))"
