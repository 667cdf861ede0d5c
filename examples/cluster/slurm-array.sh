#!/usr/bin/env bash
# A study as an array of Slurm jobs, one shard each, and a last job that merges them:
#
#   array=$(sbatch --parsable --array=1-8 examples/cluster/slurm-array.sh my-study run kazakhstan-2022 --runs 1000)
#   sbatch --dependency=afterok:$array examples/cluster/slurm-merge.sh my-study
#
# Each job stops a little before its time is over and is put back into the queue, where `resume` goes on; so does a job
# that was killed. The study is my-study/whole, its shards are my-study/shard-<i>.
#SBATCH --job-name=upsurge
#SBATCH --cpus-per-task=1
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail

program="${UPSURGE:-upsurge}"
budget="${UPSURGE_BUDGET:-50m}" # less than --time
study="$1"
shift
part="$SLURM_ARRAY_TASK_ID"
parts="${UPSURGE_SHARDS:-$SLURM_ARRAY_TASK_COUNT}"
shard="$study/shard-$part"
threads="${SLURM_CPUS_PER_TASK:-1}"

status=0
if [[ -e "$shard/manifest.json" ]]; then
    "$program" resume "$shard" --threads "$threads" --budget "$budget" --quiet || status=$?
else
    "$program" "$@" --shard "$part/$parts" --out "$shard" --threads "$threads" --budget "$budget" --quiet || status=$?
fi
if [[ $status == 3 ]]; then # stopped, and what is finished is kept
    scontrol requeue "${SLURM_ARRAY_JOB_ID}_$part"
    exit 0
fi
exit "$status"
