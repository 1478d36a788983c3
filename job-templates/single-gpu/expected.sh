#!/bin/bash
#SBATCH --job-name=finetune
#SBATCH --account=research
#SBATCH --partition=gpu
#SBATCH --qos=short
#SBATCH --nodes=1
#SBATCH --cpus-per-task=8
#SBATCH --mem=32G
#SBATCH --gpus-per-node=a100:1
#SBATCH --time=01:30:00

export COMMAND='source "$HOME/venv/bin/activate"
python train.py --out "runs/$SLURM_JOB_ID"'

# Your commands, on one node with GPUs of its own.
set -euo pipefail
printf 'job %s on %s holds GPUs %s\n' "$SLURM_JOB_ID" "$(hostname)" "${CUDA_VISIBLE_DEVICES:-none}"
exec bash -c "$COMMAND"
