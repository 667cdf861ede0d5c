#!/usr/bin/env bash
# The study of all shards that slurm-array.sh made.
#SBATCH --job-name=upsurge-merge
#SBATCH --time=01:00:00
set -euo pipefail
"${UPSURGE:-upsurge}" merge "$1/whole" "$1"/shard-* --quiet
