#!/usr/bin/env bash
# The work of action.yml: reads its inputs from SM_JD_*, annotates, writes the job summary.
set -euo pipefail
set -o noglob # Globs are for sm-jd to expand.

arguments=(--format github)
if [ -n "${SM_JD_SINCE:-}" ]; then arguments+=(--since "$SM_JD_SINCE"); fi
if [ -n "${SM_JD_FAIL_ON:-}" ]; then arguments+=(--fail-on "$SM_JD_FAIL_ON"); fi
if [ -n "${SM_JD_SARIF:-}" ]; then arguments+=(--output "sarif=$SM_JD_SARIF"); fi
summary=$(mktemp)
arguments+=(--output "markdown=$summary")
# shellcheck disable=SC2206 # Both are lists of words.
arguments+=(${SM_JD_ARGUMENTS:-} -- ${SM_JD_PATHS:-.})

code=0
node "$SM_JD_HOME/bin/sm-jd.js" lint "${arguments[@]}" || code=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$summary" >> "$GITHUB_STEP_SUMMARY"; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "exit-code=$code" >> "$GITHUB_OUTPUT"; fi
rm -f "$summary"
exit "$code"
