import { describe, expect, it } from 'vitest';
import { ExitCount, type FailOn } from '../../src/cli/exit-code.js';
import type { RunResult, Severity } from '../../src/core/types.js';
import { findingOn, runOf } from '../reporters/sample-run.js';

const run = (...severities: Severity[]) =>
  runOf([{ source: 'word', findings: severities.map(severity => findingOn('word', 'word', { severity })) }]);

function codeOf(run: RunResult, failOn: FailOn, maxWarnings?: number): number {
  const count = new ExitCount();
  for (const file of run.files) count.add(file, failOn);
  return count.code(run.failures.length, maxWarnings);
}

describe('the exit code', () => {
  it.each<[FailOn, Severity, number]>([
    ['warning', 'info', 0],
    ['warning', 'warning', 1],
    ['warning', 'error', 1],
    ['error', 'warning', 0],
    ['error', 'error', 1],
    ['info', 'info', 1],
    ['never', 'error', 0],
  ])('with --fail-on %s a finding of severity %s gives %i', (failOn, severity, code) => {
    expect(codeOf(run(severity), failOn)).toBe(code);
  });

  it('lets up to --max-warnings warnings pass, but no error', () => {
    expect(codeOf(run('warning', 'warning'), 'warning', 2)).toBe(0);
    expect(codeOf(run('warning', 'warning', 'warning'), 'warning', 2)).toBe(1);
    expect(codeOf(run('error'), 'warning', 2)).toBe(1);
    expect(codeOf(run('warning'), 'never', 0)).toBe(1);
  });

  it('does not count suppressed findings', () => {
    const suppressed = findingOn('word', 'word', { severity: 'error', suppressed: { by: 'comment' } });
    expect(codeOf(runOf([{ source: 'word', findings: [suppressed] }]), 'info')).toBe(0);
  });

  it('is 2 where something could not be done, whatever was found', () => {
    const failures = [{ kind: 'file', subject: 'x', message: 'does not exist' }] as const;
    expect(codeOf({ ...run('error'), failures }, 'never')).toBe(2);
  });
});
