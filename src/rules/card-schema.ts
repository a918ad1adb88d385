import * as v from 'valibot';
import { ROLE_FAMILIES } from '../core/facets.js';
import { SEVERITIES } from '../core/types.js';
import { sectionRoles } from '../kinds/params.js';

/** The shape of a rule card, all but its `params:`, whose shape the kind says. */

const LONGEST_TEXT = 5000;
const text = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'this is empty; write a text'),
  v.maxLength(LONGEST_TEXT, `a text may have ${LONGEST_TEXT} characters at most`),
);
const line = v.pipe(text, v.regex(/^[^\n]*$/u, 'write this on one line'));
const list = <S extends v.GenericSchema>(item: S) =>
  v.pipe(v.array(item), v.minLength(1, 'the list is empty; write at least one entry'));

const ruleId = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/u,
    'an id is "category/name" in small letters, digits and hyphens, as in "clarity/long-sentence"',
  ),
);

const source = v.strictObject({
  title: v.pipe(line, v.description('Author, title, year')),
  url: v.optional(v.pipe(v.string(), v.url('write a whole address, beginning with https://'))),
  supports: v.pipe(text, v.description('What the source supports')),
  limits: v.optional(v.pipe(text, v.description('What it must not be used to claim'))),
  verified: v.optional(v.pipe(v.boolean(), v.description('False where nobody of the authors has read it')), true),
});

const where = v.strictObject({
  sections: v.optional(v.pipe(sectionRoles, v.description('Only in sections with these roles'))),
  notSections: v.optional(v.pipe(sectionRoles, v.description('Not in sections with these roles'))),
  statements: v.optional(
    v.pipe(list(v.picklist(['sentence', 'item', 'heading', 'cell'])), v.description('Only in such statements')),
  ),
  roles: v.optional(v.pipe(list(v.picklist(ROLE_FAMILIES)), v.description('Only in postings of these role families'))),
  jurisdictions: v.optional(
    v.pipe(
      list(
        v.pipe(
          v.string(),
          v.regex(/^[a-z]{2}(-[a-z0-9]+)*$/u, 'write a place as "us-co", "ca-on" or "eu", in small letters'),
        ),
      ),
      v.description('Only where one of these is given by --jurisdiction, configuration or front matter'),
    ),
  ),
});

const suggest = v.pipe(
  v.strictObject({
    replace: v.optional(
      v.pipe(v.union([v.string(), list(v.string())]), v.description("Words in place of the finding's, best first")),
    ),
    append: v.optional(v.pipe(text, v.description("Words added at the end of the finding's statement"))),
    beside: v.optional(v.pipe(text, v.description("Words added in brackets right behind the finding's"))),
    move: v.optional(
      v.pipe(v.picklist(['nice']), v.description("Section to which the finding's list items are moved")),
    ),
    together: v.optional(
      v.pipe(v.boolean(), v.description('Replace all that the rule finds in a posting at once, or nothing of it')),
    ),
    safety: v.optional(v.picklist(['safe', 'review', 'display'])),
    rewrite: v.optional(v.pipe(line, v.description('Shape set from which the statement is written anew'))),
    insert: v.optional(v.pipe(line, v.description('Draft of what the posting lacks'))),
    ask: v.optional(v.pipe(line, v.description('A question for the hiring manager: its name, or its words'))),
  }),
  v.check(
    ({ replace, append, beside, move, rewrite, insert, ask }) =>
      [replace, append, beside, move, rewrite, insert, ask].some(help => help !== undefined),
    'write at least one of "replace:", "append:", "beside:", "move:", "rewrite:", "insert:" and "ask:"',
  ),
);

const given = v.strictObject({
  jurisdictions: v.optional(list(v.string())),
  role: v.optional(v.picklist(ROLE_FAMILIES)),
  employer: v.optional(line),
  format: v.optional(v.picklist(['markdown', 'text'])),
  beside: v.optional(v.pipe(text, v.description('Another posting, to compare with'))),
});

const example = v.pipe(
  v.strictObject({
    bad: v.optional(v.pipe(text, v.description('A posting, or a piece of one, that the rule finds fault with'))),
    marks: v.optional(v.pipe(list(text), v.description('The words of each finding, exactly, in order'))),
    after: v.optional(v.pipe(text, v.description('The text once the first suggestions are applied'))),
    good: v.optional(v.pipe(text, v.description('A near miss that must stay unmarked'))),
    because: v.optional(v.pipe(text, v.description('Why it must'))),
    given: v.optional(v.pipe(given, v.description('What else the run knows'))),
  }),
  v.check(
    ({ bad, good }) => (bad === undefined) !== (good === undefined),
    'an example is either "bad:" with "marks:", or "good:" with "because:"',
  ),
  v.check(
    ({ bad, marks }) => (bad === undefined) === (marks === undefined),
    'a bad example says which words are marked: add "marks:" with a list; a good one has none',
  ),
  v.check(
    ({ good, because }) => (good === undefined) === (because === undefined),
    'a good example says why it is good: add "because:"; a bad one has none',
  ),
  v.check(
    ({ good, after }) => good === undefined || after === undefined,
    'a good example stays as it is; take "after:" out',
  ),
);

/** Everything but `params:`. */
export const cardSchema = v.strictObject({
  id: v.pipe(ruleId, v.description('Name of the rule; never changes')),
  aliases: v.optional(v.pipe(v.array(ruleId), v.description('Names it had before')), []),
  settles: v.optional(
    v.pipe(
      list(
        v.pipe(
          v.string(),
          v.regex(/^[a-z][a-z0-9-]*\/(?:\*|[a-z][a-z0-9-]*)$/u, 'write a rule as "category/name", or "category/*"'),
        ),
      ),
      v.description('Rules whose findings are left out where this one finds something'),
    ),
  ),
  kind: v.pipe(v.string(), v.description('The kind of check')),
  severity: v.pipe(v.picklist([...SEVERITIES, 'off']), v.description('error, warning, info, or off for opt-in')),
  summary: v.pipe(line, v.description('What the rule finds, in a line')),
  why: v.pipe(text, v.description('Why that matters to the people who read the posting')),
  sources: v.pipe(list(source), v.description('What the rule stands on')),
  where: v.optional(v.pipe(where, v.description('Where the rule looks')), {}),
  message: v.pipe(line, v.description('What the finding says: what, why, and what to do')),
  params: v.optional(v.pipe(v.unknown(), v.description('What the kind is told')), {}),
  suggest: v.optional(v.pipe(suggest, v.description('The help that findings offer'))),
  examples: v.pipe(list(example), v.description('Documentation and tests at once')),
});
