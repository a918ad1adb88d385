import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLinter, parsePosting, peersOf } from '../../src/index.js';
import { describeWithShared, sharedPath } from '../support/shared.js';

/** One in so many postings is read, so that the test stays short. */
const STEP = 8;

describeWithShared('all rules over real postings', 'corpus/general', () => {
  const postings = ['social', 'roles', 'general'].flatMap(folder =>
    readdirSync(sharedPath(`corpus/${folder}`))
      .filter((name, i) => /\.(md|txt)$/.test(name) && i % STEP === 0)
      .map(name => {
        const path = join('corpus', folder, name);
        return parsePosting(readFileSync(sharedPath(path), 'utf8'), { path });
      }),
  );
  const lintAll = () => {
    const linter = createLinter({ settings: [{ name: '*', severity: 'on' }], jurisdictions: ['us-co', 'ca-on', 'eu'] });
    const peers = peersOf(postings);
    return postings.map(posting => linter.lint(posting, peers));
  };
  const results = lintAll();

  it('breaks no rule', () => {
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
  });

  it('quotes the posting exactly, in source order, with all evidence inside', () => {
    for (const { file } of results) {
      let last = 0;
      for (const { span, actual, evidence } of file.findings) {
        expect(actual).toBe(file.source.slice(span.start, span.end));
        expect(span.start).toBeGreaterThanOrEqual(last);
        last = span.start;
        for (const { start, end } of evidence) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(file.source.length);
        }
      }
    }
  });

  it('leaves no placeholder unfilled', () => {
    for (const { file } of results) {
      for (const { rule, message } of file.findings) expect(message, rule).not.toMatch(/\{[a-z]+(:|\})/);
    }
  });

  it('says the same a second time', () => {
    expect(lintAll()).toEqual(results);
  });
});
