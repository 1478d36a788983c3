#!/bin/bash
# A training whose GPU memory grows until the next layer finds no room.
set -euo pipefail
minutes=$(awk -v seconds="$UNTIL_FULL" 'BEGIN { print seconds / 60 }')
srun --unbuffered gpu-load training --until-full --minutes "$minutes"
