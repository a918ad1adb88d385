import { createHash } from 'node:crypto';
import type { Finding, Posting, Statement } from '../core/types.js';

/**
 * The findings with fingerprints: of the rule and the words of the statement found, whatever their
 * case, markup, spacing and place. Of several findings of one rule in equal statements, each
 * counts its place among them.
 */
export function withFingerprints(posting: Posting, findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map(finding => {
    const statement = statementAt(posting, finding.span.start);
    const words = statement ? statement.tokens.map(token => token.norm).join(' ') : finding.actual;
    const key = `${finding.rule}\n${words}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    const fingerprint = createHash('sha256').update(`${key}\n${nth}`).digest('hex').slice(0, 16);
    return { ...finding, fingerprint };
  });
}

/** The statement at an offset, or the last one before it. */
function statementAt({ statements }: Posting, offset: number): Statement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle] as Statement).span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return statements[low - 1];
}
