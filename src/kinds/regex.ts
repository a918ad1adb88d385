import type { CompiledRegex, RegexEngine, RegexMatch } from './types.js';

/**
 * The platform's own engine. It can hang on a hostile expression, so only cards that ship with
 * sm-jd, whose expressions are tested, may use it.
 */
export const platformRegex: RegexEngine = {
  compile(source, flags): CompiledRegex {
    // `d` gives the place of the group named `mark`, and costs time, so it is asked for only there.
    const regex = new RegExp(source, `g${source.includes('(?<mark>') ? 'd' : ''}${flags}`);
    return {
      *matchAll(text): Iterable<RegexMatch> {
        for (const match of text.matchAll(regex)) {
          const [from, to] = match.indices?.groups?.mark ?? [match.index, match.index + match[0].length];
          if (to > from) yield { from, to };
        }
      },
    };
  },
};
