#!/bin/bash
#SBATCH --job-name=sort
#SBATCH --account=research
#SBATCH --partition=cpu
#SBATCH --nodes=1
#SBATCH --cpus-per-task=4
#SBATCH --mem=2G
#SBATCH --time=0:30:00

export COMMAND='sort --parallel=4 '\''my file'\'' > sorted'

# Your commands, on the cores of one node.
set -euo pipefail
exec bash -c "$COMMAND"
