import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VERSION } from '../../src/core/version.js';
import { runCli } from './run-cli.js';

it('prints the version of package.json', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(VERSION).toBe(version);
  expect(await runCli(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

it('prints help for all and for each command', async () => {
  expect((await runCli(['--help'])).out).toMatchSnapshot();
  expect((await runCli(['lint', '--help'])).out).toMatchSnapshot();
  expect((await runCli(['help', 'explain'])).out).toContain('Usage: sm-jd explain [options] <rule>');
  expect((await runCli([])).code).toBe(2);
});

it('lists every rule, as a table and as JSON', async () => {
  const rules = JSON.parse((await runCli(['rules', '--format', 'json'])).out) as { id: string; summary: string }[];
  expect(rules.length).toBeGreaterThan(0);
  const table = (await runCli(['rules'], { env: { COLUMNS: '300' } })).out;
  for (const { id, summary } of rules) expect(table).toMatch(new RegExp(`^${id} .*${escaped(summary)}`, 'm'));
  const narrow = (await runCli(['rules'], { env: { COLUMNS: '60' } })).out;
  for (const row of narrow.split('\n')) expect(row.length).toBeLessThanOrEqual(60);
});

it('explains each rule: why, by what source, with examples, and how to change it', async () => {
  const rules = JSON.parse((await runCli(['rules', '--format', 'json'])).out) as { id: string; summary: string }[];
  for (const { id } of [rules[0]!, rules.at(-1)!]) {
    const { code, out } = await runCli(['explain', id]);
    expect(code).toBe(0);
    for (const part of [id, 'Why', 'Examples', 'Sources', 'How to change it']) expect(out).toContain(part);
  }
});

it('explains no rule that does not exist', async () => {
  const { code, err } = await runCli(['explain', 'tools/nope']);
  expect([code, err]).toEqual([2, 'error: there is no rule “tools/nope”; “sm-jd rules” lists them\n']);
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
