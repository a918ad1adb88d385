import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RunResult } from '../../src/core/types.js';
import { htmlReporter } from '../../src/reporters/html.js';
import { scratchFolder } from '../cli/scratch.js';
import { findingOn, runOf, sampleRun } from './sample-run.js';

const print = (run: RunResult) => htmlReporter.format(run, { color: false, width: 80 });

/** Tries to run in text, attributes, URLs and the path. */
const HOSTILE = `"><script>window.owned=1</script><img src=x onerror="window.owned=1"> javascript:window.owned=1 \u202e ' </style>`;

function twoPostings(): RunResult {
  const [sample] = sampleRun().files;
  const source = `# Cook\n\n${HOSTILE}\n`;
  return {
    ...runOf([
      { path: 'jobs/clean.md', source: '# Baker\n' },
      {
        path: `jobs/${HOSTILE}.md`,
        source,
        findings: [
          findingOn(source, 'window.owned=1', {
            rule: HOSTILE,
            message: HOSTILE,
            severity: 'error',
            suggestions: [
              {
                help: 'replace',
                title: HOSTILE,
                edits: [{ span: { start: 0, end: 1 }, text: HOSTILE }],
                safety: 'safe',
              },
            ],
          }),
        ],
      },
      {
        ...sample,
        balance: [
          { facet: 'T', count: 6, share: 0.6 },
          { facet: 'R', count: 4, share: 0.4 },
        ],
      },
    ]),
    failures: [{ kind: 'file', subject: HOSTILE, message: HOSTILE }],
  };
}

it('is one page that asks for nothing from elsewhere', () => {
  const page = print(twoPostings());
  expect(page.replaceAll(/&lt;|&quot;/g, '')).not.toMatch(/<(link|iframe|img)\b|<script[^>]* src|@import|url\(/);
  expect(page).toContain('content="default-src &#39;none&#39;;');
});

it('writes a single posting as it always did', () => {
  expect(print(sampleRun()).replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '')).toMatchSnapshot();
});

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!chromium) console.warn('SKIPPED: no Chromium is installed; .ci/run installs it');

describe.skipIf(!chromium)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await puppeteer.launch({ executablePath: chromium as string, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  async function open(run: RunResult): Promise<Page> {
    const file = join(scratchFolder(), 'report.html');
    writeFileSync(file, print(run));
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  it('runs no script of a posting', async () => {
    const page = await open(twoPostings());
    await page.click('button[data-copy]');
    expect(await page.evaluate('window.owned')).toBeUndefined();
    expect(await page.$$eval('img, script', found => found.length)).toBe(1);
  });

  it('lists postings with those first that need most work', async () => {
    const page = await open(twoPostings());
    const rows = await page.$$eval('tbody th a', links => links.map(link => link.textContent));
    expect(rows.map(row => row?.slice(0, 11))).toEqual(
      ['jobs/"><scr', 'jobs/social', 'jobs/clean.'].map(row => row.slice(0, 11)),
    );
  });

  it('filters by severity and rule, and says how many are left', async () => {
    const page = await open(sampleRun());
    const shown = () => page.$$eval('.note:not([hidden])', notes => notes.length);
    expect(await shown()).toBe(2);
    await page.click('input[value="info"]');
    expect(await shown()).toBe(1);
    expect(await page.$$eval('mark.info', marks => marks.length)).toBe(0);
    expect(await page.$eval('#status', status => status.textContent)).toBe('1 finding shown');
    await page.click('input[value="info"]');
    await page.select('#rule', 'relationship/token-mention');
    expect(await shown()).toBe(1);
  });

  it('marks the words found and leads from them to the note', async () => {
    const page = await open(sampleRun());
    const marked = await page.$$eval('mark', marks => marks.map(mark => mark.textContent));
    expect(marked).toEqual([
      'Social Media Manager',
      'Hootsuite',
      'Buffer',
      'Canva',
      'Photoshop',
      'Excellent communication skills',
    ]);
    const text = await page.$eval('.source', source => {
      const copy = source.cloneNode(true) as unknown as {
        querySelectorAll(s: string): Iterable<{ remove(): void }>;
        textContent: string;
      };
      for (const ref of copy.querySelectorAll('.ref')) ref.remove();
      return copy.textContent;
    });
    expect(text).toBe(sampleRun().files[0]!.source);
    await page.focus('.ref');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#p1n1$/);
  });

  it('copies a suggestion', async () => {
    const page = await open(sampleRun());
    await page.evaluate('navigator.clipboard.writeText = async text => { window.copied = text }');
    await page.$$eval('button[data-copy]', buttons => (buttons.at(-1) as unknown as { click(): void }).click());
    expect(await page.evaluate('window.copied')).toBe('- Answer every message from ‹whom?› within a day');
  });

  it.each(['light', 'dark'])('has nothing that axe finds fault with, %s', async scheme => {
    const page = await open(twoPostings());
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // Injected through the debugger, which the page's content security policy does not bind.
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    expect(violations.map(({ id, impact, nodes }) => [id, impact, nodes[0]])).toEqual([]);
  });

  it('does not scroll sideways on a phone', async () => {
    const page = await open(twoPostings());
    await page.setViewport({ width: 360, height: 640 });
    const wide = "[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 360)";
    expect(await page.evaluate(`${wide}.map(one => one.outerHTML.slice(0, 100))`)).toEqual([]);
  });
});
