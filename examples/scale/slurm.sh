#!/bin/sh
# slurm.sh IN.ndjson OUT.ndjson [PARTS] - an array of PARTS tasks (100), then a job that puts their parts together.
# A part is written beside its name and renamed at the end, so that a task that is run again changes nothing.
set -eu
in=$1
out=$2
parts=${3:-100}
work=$out.parts
mkdir -p "$work"
split --number "l/$parts" --numeric-suffixes=1 --suffix-length=6 "$in" "$work/in."
array=$(sbatch --parsable --array "1-$parts" --job-name onrecord --wrap "
    n=\$(printf %06d \$SLURM_ARRAY_TASK_ID)
    onrecord filter <'$work/in.'\$n >'$work/tmp.'\$n && mv '$work/tmp.'\$n '$work/out.'\$n")
sbatch --dependency "afterok:$array" --job-name onrecord-merge --wrap "cat '$work'/out.* >'$out'"
