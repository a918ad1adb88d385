import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { FileResult, Posting } from '../../src/core/types.js';
import { VERSION } from '../../src/core/version.js';
import { parsePosting } from '../../src/document/index.js';
import { createLinter } from '../../src/engine/linter.js';
import { peersOf } from '../../src/index.js';
import { BUILT_IN_KINDS } from '../../src/kinds/index.js';
import type { Profile } from '../../src/profile/types.js';
import { loadReporter } from '../../src/reporters/formats.js';
import { builtInCards } from '../../src/rules/built-in.js';
import { createSuggester } from '../../src/suggest/suggester.js';
import { type Figure, figure } from './figures.js';

/**
 * Where the time goes, layer by layer, in this one process and thread: each layer works through
 * all postings on the results of the one before. One pass unmeasured, to let the code warm up.
 */
export async function phases(
  texts: readonly string[],
  rounds: number,
  profileOf: (posting: Posting) => Profile,
): Promise<Figure[]> {
  const { cards, lists } = builtInCards();
  const profiles = new Map<Posting, Profile>();
  const linter = createLinter({
    cards,
    lists,
    kinds: BUILT_IN_KINDS,
    suggester: createSuggester(builtInCards().rewrites),
    profile: posting => profiles.get(posting) as Profile,
  });
  const reporter = await loadReporter('text');
  const remark = unified().use(remarkParse);
  const seconds = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    const timed = <T>(name: string, work: () => T): T => {
      const began = performance.now();
      const result = work();
      const spent = (performance.now() - began) / 1000;
      if (round > 0) seconds.set(name, [...(seconds.get(name) ?? []), spent]);
      return result;
    };
    timed('bare remark-parse', () => {
      for (const text of texts) remark.parse(text);
    });
    const postings = timed('document', () => texts.map((text, i) => parsePosting(text, { path: `${i}.md` })));
    timed('profile', () => {
      for (const posting of postings) {
        const profile = profileOf(posting);
        // Its parts are computed when first read.
        if (profile.statements.length > 0) void [profile.document, profile.facets];
        profiles.set(posting, profile);
      }
    });
    const peers = timed('peers', () => peersOf(postings));
    const files: FileResult[] = timed('rules and suggestions', () =>
      postings.map(posting => linter.lint(posting, peers).file),
    );
    timed('text report', () =>
      reporter.format({ tool: { name: 'sm-jd', version: VERSION }, files, failures: [] }, { color: false, width: 80 }),
    );
    profiles.clear();
  }
  const base = seconds.get('bare remark-parse') as number[];
  return [...seconds].map(([name, list]) =>
    figure(name, list, base, name === 'rules and suggestions' ? { goal: 0.5 } : {}),
  );
}
