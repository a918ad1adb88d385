import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinter, loadRuleFolders, parsePosting, testCards } from '../../src/index.js';

const card = (regex: string) => `id: our/signs
kind: pattern
severity: warning
summary: Signs
why: House style.
sources: [{ title: House style, supports: it }]
message: '"{match}" here.'
params:
  regex: ['${regex}']
examples:
  - { bad: 'Sign aa!', marks: [aa!] }
  - { good: Sign b, because: no sign }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a user's cards", () => {
  it('run beside those that ship', async () => {
    writeFileSync(join(folder, 'signs.yaml'), card('a+!'));
    const ownCards = await loadRuleFolders([folder]);
    const linter = createLinter({ ownCards, severityOf: (rule, own) => (rule === 'our/signs' ? own : 'off') });
    expect(linter.failures).toEqual([]);
    const { file } = linter.lint(parsePosting('Sign aaa!', { path: 'a.md' }));
    expect(file.findings.map(finding => [finding.rule, finding.actual])).toEqual([['our/signs', 'aaa!']]);
  });

  it('cannot hang the run by an expression', async () => {
    writeFileSync(join(folder, 'signs.yaml'), card('(a+)+!'));
    const ownCards = await loadRuleFolders([folder]);
    const linter = createLinter({ ownCards, severityOf: (rule, own) => (rule === 'our/signs' ? own : 'off') });
    const { file } = linter.lint(parsePosting(`${'a'.repeat(5000)}?`, { path: 'a.md' }));
    expect(file.findings).toEqual([]);
  });

  it('learn what their engine does not have', async () => {
    writeFileSync(join(folder, 'signs.yaml'), card('a(?=!)'));
    const { failures } = await loadRuleFolders([folder]);
    expect(failures[0]).toMatchObject({
      line: 9,
      message: expect.stringMatching(/write "except:" or "unless:" instead/),
    });
  });

  it('have their examples run', async () => {
    writeFileSync(join(folder, 'signs.yaml'), card('a+!'));
    expect((await testCards(folder)).problems).toEqual([]);
    writeFileSync(join(folder, 'signs.yaml'), card('b'));
    expect((await testCards(folder)).problems.map(problem => problem.message)).toContain(
      'expected ["aa!"] to be marked, but found []',
    );
  });

  it('may not take the name of one that ships', async () => {
    writeFileSync(join(folder, 'signs.yaml'), card('a').replace('our/signs', 'relationship/missing-acts'));
    const linter = createLinter({ ownCards: await loadRuleFolders([folder]) });
    expect(linter.failures[0]?.message).toMatch(/is taken by relationship\/missing-acts\.yaml/);
  });
});
