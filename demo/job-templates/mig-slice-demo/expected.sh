#!/bin/bash
#SBATCH --job-name=mig-slice-demo
#SBATCH --account=research
#SBATCH --partition=mig
#SBATCH --nodes=1
#SBATCH --mem=1G
#SBATCH --gpus-per-node=2g.20gb:1
#SBATCH --time=0:05:00

export MINUTES='2'

# Holds one slice of a GPU and pretends to train on it.
set -euo pipefail
printf 'job %s on %s holds the slice at place %s\n' "$SLURM_JOB_ID" "$SLURM_JOB_NODELIST" "${CUDA_VISIBLE_DEVICES:-none}"
exec gpu-load training --minutes "$MINUTES"
