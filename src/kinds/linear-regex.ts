import { RE2JS } from 're2js';
import type { CompiledRegex, RegexEngine, RegexMatch } from './types.js';

/**
 * An engine whose time grows with the length of the text and nothing else, for the expressions of
 * cards that anybody may write. It has neither look-around nor back references.
 */
export const linearRegex: RegexEngine = {
  compile(source, flags): CompiledRegex {
    let regex: RE2JS;
    try {
      regex = RE2JS.compile(source, flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0);
    } catch (error) {
      throw new SyntaxError(
        `cannot use the expression "${source}": ${(error as Error).message}; ` +
          'there is no look-ahead, look-behind or back reference here: write "except:" or "unless:" instead',
      );
    }
    const hasMark = 'mark' in regex.namedGroups();
    return {
      *matchAll(text): Iterable<RegexMatch> {
        const matcher = regex.matcher(text);
        while (matcher.find()) {
          const marked = hasMark && matcher.start('mark') >= 0;
          const from = marked ? matcher.start('mark') : matcher.start();
          const to = marked ? matcher.end('mark') : matcher.end();
          if (to > from) yield { from, to };
        }
      },
    };
  },
};
