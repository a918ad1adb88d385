import { acronyms } from './acronyms.js';
import { contradiction } from './contradiction.js';
import { count } from './count.js';
import { denseTerms } from './dense-terms.js';
import { disclosure } from './disclosure.js';
import { existence } from './existence.js';
import { headings } from './headings.js';
import { links } from './links.js';
import { mustHaves } from './must-haves.js';
import { parts } from './parts.js';
import { pattern } from './pattern.js';
import { payLaw } from './pay-law.js';
import { platformYears } from './platform-years.js';
import { postingSigns } from './posting-signs.js';
import { profile } from './profile.js';
import { repeats } from './repeats.js';
import { required } from './required.js';
import { sharedRuns } from './shared-runs.js';
import { signals } from './signals.js';
import { statementShare } from './statement-share.js';
import { stockPhrases } from './stock-phrases.js';
import { substitution } from './substitution.js';
import { themes } from './themes.js';
import { title } from './title.js';
import { trades } from './trades.js';
import type { Kind } from './types.js';

/** The kinds of check that ship with sm-jd, by name. */
export const BUILT_IN_KINDS: ReadonlyMap<string, Kind> = new Map(
  [
    existence,
    substitution,
    count,
    required,
    pattern,
    profile,
    sharedRuns,
    themes,
    platformYears,
    mustHaves,
    denseTerms,
    payLaw,
    parts,
    postingSigns,
    headings,
    title,
    acronyms,
    statementShare,
    contradiction,
    trades,
    disclosure,
    signals,
    links,
    stockPhrases,
    repeats,
  ].map(kind => [kind.name, kind as Kind]),
);
