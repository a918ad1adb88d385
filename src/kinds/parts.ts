import * as v from 'valibot';
import type { Facet } from '../core/facets.js';
import { type Posting, SEVERITIES, type SectionRole } from '../core/types.js';
import { listInWords } from './message.js';
import { facets, factKeys, sectionRoles, terms, wholeNumber } from './params.js';
import { expression } from './pattern.js';
import { postingSpan } from './spans.js';
import { type Found, termQuery } from './term-query.js';
import type { CompiledRegex, Context, Draft, Kind } from './types.js';

const params = v.strictObject({
  parts: v.pipe(
    v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.description('In words: "how to apply"')),
        severity: v.picklist(SEVERITIES),
        sections: v.optional(sectionRoles),
        facts: v.optional(factKeys),
        terms: v.optional(terms),
        text: v.pipe(v.optional(v.string()), v.description('These signs, anywhere in the posting, are enough, too')),
        regex: v.pipe(
          v.optional(expression),
          v.description('So is what this expression finds in the title or a statement; capitals count'),
        ),
        about: v.pipe(
          v.optional(facets),
          v.description('So is a statement with one of these as its main facet; asked last, as it takes time to tell'),
        ),
        insert: v.pipe(v.optional(v.string()), v.description('Draft of what is missing')),
        ask: v.optional(v.string()),
      }),
    ),
    v.minLength(1, 'the list is empty; write at least one part'),
    v.description('What a whole posting tells; one of sections, facts, terms, text, regex or about is enough for each'),
  ),
  minWords: v.pipe(v.optional(wholeNumber, 0), v.description('Leave shorter postings alone')),
});
type Params = v.InferOutput<typeof params>;
type Part = Params['parts'][number];

/**
 * What a whole posting should tell. A missing part that weighs more than a note has a finding of its
 * own; the others are named together in one, so that a bare posting is not scolded six times.
 */
export const parts: Kind<Params> = {
  name: 'parts',
  summary: 'Tells which parts a posting lacks: sections, facts or words that tell the same.',
  params,
  placeholders: { part: 'the missing part, or all that are only notes, in words' },
  compile(params, meta, { terms: book, regex }) {
    const expressions = params.parts.map(part =>
      part.regex === undefined ? undefined : regex.compile(part.regex, 'u'),
    );
    const queries = params.parts.map(part => part.terms && termQuery([part.terms], { except: [] }, meta.where, book));
    return function* (posting, context): Iterable<Draft> {
      const words = posting.statements.reduce((sum, statement) => sum + statement.tokens.length, 0);
      if (words < params.minWords) {
        context.skip(`the posting has fewer than ${params.minWords} words`);
        return;
      }
      const missing = params.parts.filter(
        (part, i) =>
          !isThere(posting, part) &&
          queries[i]?.find(posting, context).some(hit => !isInBlank(hit)) !== true &&
          !isWritten(expressions[i], posting) &&
          !isAbout(part.about ?? [], posting, context),
      );
      const notes = missing.filter(part => part.severity === 'info');
      const findings = [...missing.filter(part => part.severity !== 'info').map(part => [part]), notes];
      for (const group of findings) {
        const [first] = group;
        if (first === undefined) continue;
        yield {
          span: postingSpan(posting),
          severity: first.severity,
          data: { part: listInWords(group.map(part => part.name)) },
          suggest: {
            insert: group.flatMap(part => part.insert ?? []),
            ask: group.flatMap(part => part.ask ?? []),
          },
        };
      }
    };
  },
};

function isThere(posting: Posting, { sections = [], facts = [], text }: Part): boolean {
  return (
    posting.sections.some(section => isFilled(section.role, section.statements.length, sections)) ||
    posting.facts.some(fact => facts.includes(fact.key) && fact.value !== '') ||
    (text !== undefined && posting.source.includes(text))
  );
}

function isWritten(expression: CompiledRegex | undefined, { facts, statements }: Posting): boolean {
  if (expression === undefined) return false;
  const texts = [
    ...facts.filter(fact => fact.key === 'title').map(fact => fact.value),
    ...statements.map(statement => statement.prose.text),
  ];
  return texts.some(text => [...expression.matchAll(text)].length > 0);
}

/** True for words of a blank that is still to be filled: "per ‹year, month or hour?›" tells no hours. */
function isInBlank({ statement: { prose, tokens }, from }: Found): boolean {
  const before = prose.text.slice(0, tokens[from]?.at);
  return before.lastIndexOf('‹') > before.lastIndexOf('›');
}

function isAbout(wanted: readonly Facet[], posting: Posting, context: Context): boolean {
  if (wanted.length === 0) return false;
  const { statements } = context.profile();
  return posting.statements.some(({ kind, index }) => {
    const main = statements[index]?.main;
    return kind !== 'heading' && main !== undefined && wanted.includes(main);
  });
}

function isFilled(role: SectionRole, statements: number, wanted: readonly SectionRole[]): boolean {
  return statements > 0 && wanted.includes(role);
}
