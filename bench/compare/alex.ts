import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { PROJECT } from '../support/shared.js';
import type { PeerFinding } from './peer.js';

const MODULE = `${PROJECT}bench/peers/node_modules/alex/index.js`;

interface Alex {
  markdown(source: string): { messages: readonly Message[] };
  text(source: string): { messages: readonly Message[] };
}
interface Message {
  readonly reason: string;
  readonly ruleId?: string;
  readonly position?: { readonly start?: { readonly offset?: number }; readonly end?: { readonly offset?: number } };
}

/** alex as installed with `npm ci --prefix bench/peers`; undefined where it is not. */
export async function loadAlex(): Promise<((source: string, path: string) => PeerFinding[]) | undefined> {
  if (!existsSync(MODULE)) return undefined;
  const alex = (await import(pathToFileURL(MODULE).href)) as Alex;
  return (source, path) => {
    const { messages } = path.endsWith('.txt') ? alex.text(source) : alex.markdown(source);
    return messages.map(({ reason, ruleId = '', position }) => ({
      rule: ruleId,
      start: position?.start?.offset ?? 0,
      end: position?.end?.offset ?? 0,
      message: reason,
    }));
  };
}
