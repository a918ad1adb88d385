import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validate } from '@umbrelladocs/rdformat-validator';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/core/types.js';
import { type Format, loadReporter } from '../../src/reporters/formats.js';
import { scratchFolder } from '../cli/scratch.js';
import { findingOn, runOf, sampleRun } from './sample-run.js';

const print = async (format: Format, run: RunResult) =>
  (await loadReporter(format)).format(run, { color: false, width: 80 });

/** What tries to break out of every format. */
const HOSTILE =
  '\u001b[2J"><script>alert(1)</script>\n::error::owned\r\n%0A::set-output]]>&amp;&#0;\u0000\u202e| `x` *y* [z](javascript:1) @all \ud800 -->';

function hostileRun(): RunResult {
  const source = `- ${HOSTILE}\n- rockstar\n`;
  return runOf(
    [
      {
        path: `jobs/${HOSTILE.replaceAll('/', '')}.md`,
        source,
        findings: [
          findingOn(source, 'rockstar', {
            message: HOSTILE,
            severity: 'error',
            fingerprint: 'abc',
            suggestions: [
              {
                help: 'replace',
                title: HOSTILE,
                edits: [{ span: { start: 2, end: 3 }, text: HOSTILE }],
                safety: 'safe',
              },
            ],
          }),
        ],
      },
    ],
    [{ kind: 'file', subject: HOSTILE, message: HOSTILE, line: 1, column: 1 }],
  );
}

const RUNS: readonly (readonly [string, () => RunResult])[] = [
  ['a sample', sampleRun],
  ['nothing', () => runOf([])],
  ['a clean posting', () => runOf([{}])],
  ['hostile text', hostileRun],
];

describe.each<Format>(['text', 'compact'])('the %s format in pieces', format => {
  it.each(RUNS)('is what it is as a whole: %s', async (_, runOfKind) => {
    const reporter = await loadReporter(format);
    const run = runOfKind();
    const twice = { ...run, files: [...run.files, ...run.files] };
    for (const quiet of [false, true]) {
      const options = { color: true, width: 80, quiet };
      const stream = reporter.stream?.(options);
      const pieces = [...twice.files.map(file => stream?.file(file)), stream?.end(run.failures)];
      expect(pieces.join('')).toBe(reporter.format(twice, options));
    }
  });
});

describe.each<Format>(['compact', 'github', 'gitlab', 'junit', 'checkstyle', 'rdjson', 'markdown', 'sarif'])(
  'the %s format',
  format => {
    it('looks as it should', async () => {
      expect(await print(format, sampleRun())).toMatchSnapshot();
    });

    it('holds nothing that a terminal obeys', async () => {
      const text = (await print(format, hostileRun())).replaceAll('\n', '');
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    });
  },
);

describe('SARIF', () => {
  const validator = fileURLToPath(
    new URL('../../node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool', import.meta.url),
  );
  const isThere = existsSync(validator);
  if (!isThere) console.warn('SKIPPED: no SARIF validator; .ci/run installs @microsoft/sarif-multitool-linux');

  it.skipIf(!isThere).each(RUNS)('is valid by the validator of its authors: %s', async (_, run) => {
    chmodSync(validator, 0o755); // npm unpacks it without the right to run it.
    const folder = scratchFolder();
    const file = join(folder, 'run.sarif');
    writeFileSync(file, await print('sarif', run()));
    const out = execFileSync(validator, ['validate', file], {
      encoding: 'utf8',
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
    });
    expect(out.split('\n').filter(line => line.includes(': error '))).toEqual([]);
    expect(out).toContain('Analysis completed successfully.');
  });

  it('gives regions whose characters are the words found', async () => {
    const run = sampleRun();
    const log = JSON.parse(await print('sarif', run));
    for (const result of log.runs[0].results) {
      const { charOffset, charLength } = result.locations[0].physicalLocation.region;
      const finding = run.files[0]!.findings.find(one => one.rule === result.ruleId)!;
      expect(run.files[0]!.source.substr(charOffset, charLength)).toBe(finding.actual);
      expect(log.runs[0].tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    }
  });
});

describe('GitHub’s annotations', () => {
  it('are ten of each level, the gravest first, and the rest plain lines', async () => {
    const source = 'word '.repeat(30);
    const findings = Array.from({ length: 25 }, (_, i) => ({
      ...findingOn(source, 'word'),
      span: { start: i * 5, end: i * 5 + 4 },
      severity: i < 12 ? ('info' as const) : ('error' as const),
    }));
    const lines = (await print('github', runOf([{ source, findings }]))).trimEnd().split('\n');
    expect(lines.filter(line => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter(line => line.startsWith('::notice '))).toHaveLength(10);
    expect(lines[0]).toMatch(/^::error /);
    expect(lines.filter(line => line.startsWith('  posting.md:'))).toHaveLength(5);
  });

  it('cannot be forged by a posting', async () => {
    const lines = (await print('github', hostileRun())).split('\n');
    for (const line of lines) if (line.startsWith('::')) expect(line).toMatch(/^::error file=[^:]*,title=[^:]*::/);
    expect(lines.filter(line => line.startsWith('::'))).toHaveLength(2);
  });
});

describe('reviewdog’s format', () => {
  it.each(RUNS)('is valid: %s', async (_, run) => {
    const { valid, errors } = await validate(await print('rdjson', run()));
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  it('counts columns in bytes', async () => {
    const source = 'Café 👋 rockstar';
    const run = runOf([{ source, findings: [findingOn(source, 'rockstar')] }]);
    const { range } = JSON.parse(await print('rdjson', run)).diagnostics[0].location;
    expect(
      Buffer.from(source)
        .subarray(range.start.column - 1, range.end.column - 1)
        .toString(),
    ).toBe('rockstar');
  });
});

describe('XML', () => {
  it.each(['junit', 'checkstyle'] as const)('%s is well-formed whatever it holds', async format => {
    for (const [, run] of RUNS) expect(XMLValidator.validate(await print(format, run()))).toBe(true);
    const strings = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(strings, strings, async (message, path) => {
        const run = runOf([{ path, source: `x ${message}`, findings: [findingOn('x', 'x', { message })] }]);
        expect(XMLValidator.validate(await print(format, run))).toBe(true);
      }),
    );
  });

  it('counts in JUnit what it holds', async () => {
    const parser = new XMLParser({ ignoreAttributes: false, isArray: name => name.startsWith('test') });
    const report = parser.parse(await print('junit', { ...sampleRun(), failures: hostileRun().failures }));
    const [suites] = report.testsuites;
    expect([suites['@_tests'], suites['@_failures'], suites['@_errors']]).toEqual(['3', '1', '1']);
    expect(suites.testsuite.flatMap((suite: { testcase: unknown[] }) => suite.testcase)).toHaveLength(3);
  });
});

describe('GitLab’s code quality', () => {
  it('has what GitLab’s documentation asks for, and a fingerprint of its own for each', async () => {
    const issues = JSON.parse(await print('gitlab', sampleRun()));
    for (const issue of issues) {
      expect(issue).toEqual({
        description: expect.any(String),
        check_name: expect.any(String),
        fingerprint: expect.any(String),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: 'jobs/social.md', lines: { begin: expect.any(Number), end: expect.any(Number) } },
      });
    }
    expect(new Set(issues.map((issue: { fingerprint: string }) => issue.fingerprint)).size).toBe(issues.length);
  });
});

describe('Markdown', () => {
  it('makes no markup, link, mention or HTML of a posting’s text', async () => {
    const text = await print('markdown', hostileRun());
    const outsideFences = text.replace(/^(`{3,})diff\n[\s\S]*?\n\1$/gm, '');
    expect(outsideFences).not.toMatch(/<script|(^|[^\\])\[z\]|@all/);
  });
});
