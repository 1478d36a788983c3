#!/bin/bash
# Your commands, on the cores of one node.
set -euo pipefail
exec bash -c "$COMMAND"
