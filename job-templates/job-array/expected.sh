#!/bin/bash
#SBATCH --job-name=sweep
#SBATCH --account=research
#SBATCH --partition=cpu
#SBATCH --nodes=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --time=0:10:00
#SBATCH --array=0-99%10

export COMMAND='./try --seed "$SLURM_ARRAY_TASK_ID"'

# Your commands, once for each number of the array.
set -euo pipefail
printf 'task %s of array %s\n' "$SLURM_ARRAY_TASK_ID" "$SLURM_ARRAY_JOB_ID"
exec bash -c "$COMMAND"
