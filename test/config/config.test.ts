import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigFinder } from '../../src/config/find-config.js';
import { PRESETS } from '../../src/config/presets.js';
import { parseConfig } from '../../src/config/read-config.js';
import { type Config, resolveConfig } from '../../src/config/resolve.js';
import { scratchFolder } from '../cli/scratch.js';

/** Failures as a person reads them. */
const told = (source: string, file = '.sm-jd.yaml') =>
  parseConfig(source, file).failures.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a faulty configuration is told with its place and the mend', () => {
  it.each([
    ['an unknown key', 'employr: Acme\n', '1:1 unknown key "employr"; did you mean "employer"?'],
    [
      'an unknown key of an override',
      'overrides:\n  - files: a/*.md\n    setings: {}\n',
      '3:5 unknown key "setings"; did you mean "settings"?',
    ],
    ['an override without files', 'overrides:\n  - role: other\n', '2:5 "files:" is missing'],
    [
      'a wrong severity',
      'settings:\n  tools/x: loud\n',
      '2:12 write off, on, info, warning, error here, or "severity:" and "params:" below it',
    ],
    [
      'settings in the place of card folders',
      'rules:\n  tools/x: off\n',
      '2:3 list folders of rule cards here; what rules are set to goes below "settings:"',
    ],
    [
      'an unknown role',
      'role: pirate\n',
      '1:7 "pirate" is none of the values known here; known are social, community, content, communications, marketing, other',
    ],
    ['a wrong place', 'jurisdictions: [colorado!]\n', '1:17 write a place as "us-co", "ca-on" or "eu"'],
    ['a text in the place of a number', 'maxWarnings: ten\n', '1:14 write a number here, not a text'],
    [
      'no YAML',
      'settings:\n  - a\n b: c\n',
      '3:1 this is no valid YAML: All mapping items must start at the same column',
    ],
    ['the same key twice', 'role: other\nrole: other\n', '2:1 this is no valid YAML: Map keys must be unique'],
    ['a list for a file', '- a\n', '1:1 a configuration consists of "key: value" lines, such as "employer: …"'],
  ])('%s', (_, source, message) => {
    expect(told(source)).toEqual([message]);
  });

  it('in JSON and in package.json, too', () => {
    expect(told('{\n  "rol": "other"\n}', '.sm-jd.json')).toEqual(['2:3 unknown key "rol"; did you mean "role"?']);
    expect(told('{\n  "name": "x",\n  "sm-jd": { "rol": "other" }\n}', 'package.json')).toEqual([
      '3:14 unknown key "rol"; did you mean "role"?',
    ]);
  });

  it('and cannot be used to exhaust memory or to reach prototypes', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)
      .join('\n')}`;
    expect(told(bomb)[0]).toMatch(/^1:1 cannot be read as YAML: Excessive alias count/);
    expect(told('['.repeat(100_000))).toHaveLength(1);
    parseConfig('settings:\n  __proto__: { severity: error, polluted: yes }\n', 'x.yaml');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('an empty one is fine', () => {
    expect(told('')).toEqual([]);
    expect(told('# nothing yet\n')).toEqual([]);
  });
});

describe('the nearest configuration file', () => {
  it('is looked for upwards, as far as the repository goes', () => {
    const top = scratchFolder({
      '.sm-jd.yaml': '',
      'repo/.git/HEAD': '',
      'repo/jobs/a.md': '',
      'repo/own/.sm-jd.json': '{}',
      'repo/own/deep/a.md': '',
      'plain/jobs/a.md': '',
    });
    const finder = new ConfigFinder();
    expect(finder.nearest(join(top, 'repo/jobs'))).toBeUndefined();
    expect(finder.nearest(join(top, 'repo/own/deep'))).toBe(join(top, 'repo/own/.sm-jd.json'));
    expect(finder.nearest(join(top, 'plain/jobs'))).toBe(join(top, '.sm-jd.yaml'));
  });

  it('may be a package.json that has the key, and is not one that lacks it', () => {
    const top = scratchFolder({
      '.git/HEAD': '',
      'package.json': '{ "sm-jd": {} }',
      'web/package.json': '{ "name": "sm-jd-user" }',
      'broken/package.json': '{ "sm-jd": ',
    });
    const finder = new ConfigFinder();
    for (const folder of ['', 'web', 'broken']) {
      expect(finder.nearest(join(top, folder))).toBe(join(top, 'package.json'));
    }
  });
});

describe('what applies to a posting', () => {
  const settings = (config: Config, path: string) =>
    config.for(path).settings.map(({ name, severity, from }) => `${name} ${severity} ${from.line}:${from.column}`);

  it('is the file, what it extends, and the overrides that match, later ones last', () => {
    const top = scratchFolder({
      'shared/base.yaml':
        'employer: Base\nsettings:\n  a/one: error\noverrides:\n  - files: "*.txt"\n    role: other\n',
      'jobs/.sm-jd.yaml': `extends: [strict, ../shared/base.yaml]
settings:
  a/two: off
overrides:
  - files: [sales/**, "*.txt"]
    employer: Sales
    settings:
      a/one: { severity: info, params: { most: 3 } }
`,
    });
    const config = resolveConfig(join(top, 'jobs/.sm-jd.yaml'));
    expect(config.failures).toEqual([]);
    expect(config.files).toEqual([join(top, 'shared/base.yaml'), join(top, 'jobs/.sm-jd.yaml')]);
    const plain = join(top, 'jobs/a.md');
    const sales = join(top, 'jobs/sales/deep/b.md');
    expect(config.for(plain)).toMatchObject({ preset: 'strict', employer: 'Base' });
    expect(settings(config, plain)).toEqual(['a/one error 3:3', 'a/two off 3:3']);
    expect(config.for(sales).employer).toBe('Sales');
    expect(settings(config, sales)).toEqual(['a/one error 3:3', 'a/two off 3:3', 'a/one info 8:7']);
    expect(config.for(sales).settings.at(-1)?.params).toEqual({ most: 3 });
    expect(config.for(join(top, 'shared/c.txt'))).toMatchObject({ role: 'other' });
    expect(config.for(sales)).toBe(config.for(join(top, 'jobs/sales/c.md')));
  });

  it('cannot extend itself, what is missing, or a preset that does not exist', () => {
    const top = scratchFolder({
      'a.yaml': 'extends: ./b.yaml\n',
      'b.yaml': 'extends: ./a.yaml\n',
      'c.yaml': 'extends:\n  - strikt\n  - ./gone.yaml\n',
    });
    const messages = (name: string) =>
      resolveConfig(join(top, name)).failures.map(({ line, message }) => `${line ?? '-'} ${message}`);
    expect(messages('a.yaml')).toEqual(['1 ./a.yaml extends this file: a circle']);
    expect(messages('c.yaml')).toEqual([
      '2 there is no preset “strikt”; did you mean "strict"?; a file is written as ./strikt.yaml',
      '- there is no such file',
    ]);
  });

  it('is not led in circles by links either', () => {
    const top = scratchFolder({ 'a.yaml': 'extends: ./link/a.yaml\n' });
    symlinkSync(top, join(top, 'link'));
    expect(resolveConfig(join(top, 'a.yaml')).failures[0]?.message).toMatch(/circle|files extend one another/);
  });
});

describe('presets', () => {
  it.each([
    ['recommended', 'tools/x', ['off', 'info', 'warning', 'error']],
    ['social', 'tools/x', ['off', 'info', 'warning', 'error']],
    ['social', 'wording/x', ['off', 'off', 'off', 'off']],
    ['strict', 'tools/x', ['warning', 'warning', 'warning', 'error']],
    ['all', 'tools/x', ['info', 'info', 'warning', 'error']],
  ] as const)('%s makes of %s', (preset, rule, expected) => {
    const severities = ['off', 'info', 'warning', 'error'] as const;
    expect(severities.map(severity => PRESETS[preset].severityOf(rule, severity))).toEqual(expected);
  });
});
