import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked, linkPackages, ROOT } from './packed.js';

const POSTING = `# Video Editor

## Requirements

- 30 years of experience with TikTok
`;

let folder: string;
let files: string[];
beforeAll(() => {
  ({ folder, files } = installPacked());
  writeFileSync(join(folder, 'posting.md'), POSTING);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (args: string[], input?: string) =>
  spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });

describe('the package', () => {
  it('holds what is needed at run time and nothing else', () => {
    const outside = files.filter(file => !/^(dist|docs\/rules|rules)\//.test(file));
    expect(outside).toEqual(['LICENSE', 'README.md', 'bin/sm-jd.js', 'package.json']);
    expect(files.filter(file => /\.test\.|fixtures|\.map$|\.tsbuildinfo$/.test(file))).toEqual([]);
    for (const file of ['dist/THIRD-PARTY-LICENSES.txt', 'dist/cards.json', 'dist/config.schema.json']) {
      expect(files).toContain(file);
    }
  });

  it('brings no other package along', () => {
    const {
      dependencies = {},
      optionalDependencies = {},
      scripts,
    } = JSON.parse(readFileSync(join(folder, 'node_modules/sm-jd/package.json'), 'utf8'));
    expect([dependencies, optionalDependencies]).toEqual([{}, {}]);
    for (const name of ['preinstall', 'install', 'postinstall']) expect(scripts).not.toHaveProperty(name);
  });

  it('names the licence of everything bundled', () => {
    const notices = readFileSync(join(folder, 'node_modules/sm-jd/dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'chalk', 'unified', 'remark-parse', 'yaml']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  it('lints where it is installed', () => {
    const { status, stdout } = node(['node_modules/sm-jd/bin/sm-jd.js', 'lint', 'posting.md', '--format', 'compact']);
    expect(stdout).toContain('posting.md:5:3: error:');
    expect(status).toBe(1);
  });

  it('is a typed API', () => {
    linkPackages(folder, ['typescript', '@typescript', '@types']);
    writeFileSync(
      join(folder, 'use.ts'),
      `import { createLinter, type Finding, type FileResult, lint, parsePosting } from 'sm-jd';
import smJd from 'sm-jd/remark';
const result: FileResult = lint(${JSON.stringify(POSTING)}, { path: 'a.md', jurisdictions: ['us-co'] });
const first: Finding | undefined = result.findings.find(one => one.rule === 'tools/years-impossible');
console.log(first?.actual.length, createLinter().cards.length > 5, parsePosting('# A', { path: 'a.md' }).statements.length, typeof smJd);
// @ts-expect-error a severity that does not exist
lint('', { settings: [{ name: 'a/b', severity: 'loud' }] });
`,
    );
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--ignoreConfig', '--types', 'node'];
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = node([tsc, 'use.ts', ...options, '--outDir', '.']);
    expect(stdout).toBe('');
    expect(status).toBe(0);
    const use = node([
      '--input-type=module',
      '--eval',
      readFileSync(join(folder, 'use.js'), 'utf8').replace(/\/\/.*\nlint\('',[^\n]*/, ''),
    ]);
    expect(use.stderr).toBe('');
    expect(use.stdout).toBe('34 true 1 function\n');
  });

  it('is a plugin for remark', () => {
    linkPackages(folder, ['remark-cli', 'vfile-reporter']);
    const remark = join(ROOT, 'node_modules/remark-cli/cli.js');
    const { status, stderr } = node([
      remark,
      'posting.md',
      '--use',
      'sm-jd/remark',
      '--no-stdout',
      '--frail',
      '--no-color',
    ]);
    expect(stderr).toMatch(/5:3-\d+:\d+\s+error\s+.*years-impossible\s+sm-jd/s);
    expect(status).toBe(1);
  });

  it('tells remark where a rule is explained, in the package itself', () => {
    const use = node([
      '--input-type=module',
      '--eval',
      `import smJd from 'sm-jd/remark';
const messages = [];
const file = { path: 'posting.md', toString: () => ${JSON.stringify(POSTING)}, message: (reason, more) => (messages.push(more), more) };
smJd()(undefined, file);
console.log(messages.find(one => one.ruleId === 'tools/years-impossible').url);`,
    ]);
    expect(readFileSync(new URL(use.stdout.trim()), 'utf8')).toMatch(/^<!--[\s\S]*\n# tools\/years-impossible/);
  });
});

describe('pre-commit', () => {
  it('can install from a clone: “npm pack” builds, and prints the name of the file and nothing else', () => {
    const clone = mkdtempSync(join(folder, 'clone-'));
    for (const name of ['.npmrc', 'package.json']) copyFileSync(join(ROOT, name), join(clone, name));
    // In place of the build, which is tried elsewhere: only what npm prints counts here.
    writeFileSync(join(clone, 'build.mjs'), `import { writeFileSync } from 'node:fs'; writeFileSync('built', '');`);
    const { scripts, ...rest } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'));
    expect(scripts.prepack).toContain('npm run build');
    const changed = { ...rest, scripts: { ...scripts, build: 'node build.mjs' } };
    writeFileSync(join(clone, 'package.json'), JSON.stringify(changed));
    const { stdout } = spawnSync('npm', ['pack'], { cwd: clone, encoding: 'utf8' });
    expect(existsSync(join(clone, 'built'))).toBe(true);
    expect(stdout).toBe(`sm-jd-${rest.version}.tgz\n`);
  });

  const isThere = spawnSync('pre-commit', ['--version']).status === 0;
  if (!isThere) console.warn('SKIPPED: pre-commit is not installed; .ci/run installs it');

  it.skipIf(!isThere)('runs the hook on changed postings only, and shows warnings when it passes', () => {
    const repository = join(folder, 'repository');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
        cwd: repository,
        stdio: 'pipe',
      });
    execFileSync('git', ['init', '-q', repository]);
    // The hook as it is published, but run from the packed package instead of from a clone.
    const hooks = readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8');
    const hook = hooks
      .replace(
        'entry: sm-jd lint',
        `entry: ${process.execPath} ${join(folder, 'node_modules/sm-jd/bin/sm-jd.js')} lint`,
      )
      .replace('language: node', 'language: system');
    expect(hook).not.toBe(hooks);
    const indented = hook.replace(/^(?=.)/gm, '      ');
    writeFileSync(join(repository, '.pre-commit-config.yaml'), `repos:\n  - repo: local\n    hooks:\n${indented}`);
    writeFileSync(join(repository, 'old.md'), POSTING);
    git('add', '.');
    git('commit', '-q', '-m', 'old');
    writeFileSync(join(repository, 'new.md'), POSTING);
    writeFileSync(join(repository, 'logo.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]));
    git('add', '.');
    const run = () =>
      spawnSync('pre-commit', ['run'], {
        cwd: repository,
        encoding: 'utf8',
        env: { ...process.env, PRE_COMMIT_HOME: join(folder, 'cache') },
      });
    const failed = run();
    expect(failed.stdout).toContain('new.md');
    expect(failed.stdout).not.toContain('old.md');
    expect(failed.status).toBe(1);

    writeFileSync(join(repository, '.sm-jd.yaml'), 'settings:\n  tools/years-impossible: warning\nfailOn: error\n');
    git('add', '.');
    const passed = run();
    expect(passed.stdout).toContain('tools/years-impossible');
    expect(passed.status).toBe(0);
  });
});

describe('the action', () => {
  it('annotates, writes the job summary and SARIF, and takes hostile inputs for what they are', () => {
    const env = {
      ...process.env,
      SM_JD_HOME: join(folder, 'node_modules/sm-jd'),
      SM_JD_PATHS: 'posting.md $(touch,owned) `touch owned`',
      SM_JD_SARIF: 'out.sarif',
      SM_JD_ARGUMENTS: '--rule *:off --rule tools/years-impossible',
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_OUTPUT: join(folder, 'output'),
    };
    const { stdout, status } = spawnSync('bash', [join(ROOT, '.github/lint.sh')], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    expect(stdout).toMatch(/^::error file=posting\.md,line=5,/m);
    expect(status).toBe(2); // The hostile paths do not exist.
    expect(existsSync(join(folder, 'owned'))).toBe(false);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('1 error in 1 posting');
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('exit-code=2\n');
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
  });
});
