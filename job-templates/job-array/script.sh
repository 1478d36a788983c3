#!/bin/bash
# Your commands, once for each number of the array.
set -euo pipefail
printf 'task %s of array %s\n' "$SLURM_ARRAY_TASK_ID" "$SLURM_ARRAY_JOB_ID"
exec bash -c "$COMMAND"
