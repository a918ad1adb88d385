import type { Interface } from 'node:readline/promises';
import { Chalk } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import { applyEdits } from '../core/edits.js';
import { LineIndex } from '../core/line-index.js';
import type { Edit, Posting } from '../core/types.js';
import type { Linted } from '../engine/fix.js';
import { FixSession, type Proposal } from '../engine/fix-session.js';
import { visibleText } from '../reporters/visible-text.js';
import { unifiedDiff } from './unified-diff.js';

/** How a walk through a posting's fixes talks with the person. */
export interface Dialogue {
  /** Undefined where the person ended the input (Ctrl-D). `prefilled` can be changed before it is sent. */
  ask(prompt: string, prefilled?: string): Promise<string | undefined>;
  show(text: string): Promise<void>;
  readonly color: boolean;
  readonly width: number;
  /** True once the person pressed Ctrl-C: nothing of the posting at hand is to be changed. */
  readonly interrupted?: boolean;
}

export interface WalkResult {
  readonly source: string;
  readonly accepted: number;
  /** The person wants to see no further posting. */
  readonly quit: boolean;
}

const KEYS = '(y)es (n)o (e)dit (s)kip this rule (u)ndo (q)uit';

const HELP = `yes   apply this change
no    leave this place as it is
edit  change the new words first
skip  leave all that this rule finds in this posting
undo  take the last decision back
quit  stop here and keep what was applied
`;

/** Shows the posting's fixes one by one, each as a diff, and does what the person decides. */
export async function walkThrough(
  posting: Posting,
  lint: (source: string) => Linted,
  dialogue: Dialogue,
): Promise<WalkResult> {
  const session = new FixSession(posting.source, lint);
  const chalk = new Chalk({ level: dialogue.color ? 1 : 0 });
  for (;;) {
    const proposal = session.proposal;
    if (!proposal) {
      // Nothing is left, but the last decision may still be taken back.
      if (!session.canUndo) break;
      const answer = await dialogue.ask(`${visibleText(posting.path)}: all decided. Keep this? [y, u undo] `);
      if (!isKey(answer, 'u')) break;
      session.undo();
      continue;
    }
    await dialogue.show(proposalText(posting.path, session, proposal, chalk, dialogue.width));
    const answer = await dialogue.ask(`Apply this? ${KEYS} `);
    if (answer === undefined || isKey(answer, 'q'))
      return { source: session.source, accepted: session.accepted, quit: true };
    switch (answer.trim().toLowerCase().charAt(0)) {
      case 'y':
        session.accept();
        break;
      case 'n':
        session.decline();
        break;
      case 'e': {
        const edits = await editWords(proposal.suggestion.edits, dialogue);
        if (edits) session.accept(edits);
        break;
      }
      case 's':
        session.skipRule();
        break;
      case 'u':
        if (session.canUndo) session.undo();
        else await dialogue.show('There is nothing to undo.\n');
        break;
      default:
        await dialogue.show(HELP);
    }
  }
  return { source: session.source, accepted: session.accepted, quit: false };
}

function proposalText(
  path: string,
  session: FixSession,
  { finding, suggestion }: Proposal,
  chalk: InstanceType<typeof Chalk>,
  width: number,
): string {
  const { line, column } = new LineIndex(session.source).place(finding.span.start);
  const head = `${chalk.bold(`${visibleText(path)}:${line}:${column}`)}  ${finding.rule}  ${chalk.dim(`(${session.left} to decide)`)}`;
  const after = applyEdits(session.source, suggestion.edits);
  const diff = unifiedDiff(path, session.source, after, { color: chalk.level > 0, context: 1, visible: true });
  // The file's name stands above already.
  const body = diff.split('\n').slice(2).join('\n');
  const words = wrapAnsi(
    `${visibleText(finding.message)} ${chalk.italic(`${visibleText(suggestion.title)}.`)}`,
    Math.max(40, width),
  );
  return `\n${head}\n${words}\n${body}`;
}

/** Lets the person change the new words line by line; undefined where they ended the input. */
async function editWords(edits: readonly Edit[], dialogue: Dialogue): Promise<Edit[] | undefined> {
  const changed: Edit[] = [];
  for (const edit of edits) {
    const lines: string[] = [];
    for (const line of edit.text.split('\n')) {
      if (line.trim() === '') {
        lines.push(line);
        continue;
      }
      const answer = await dialogue.ask('> ', line);
      if (answer === undefined) return undefined;
      lines.push(answer);
    }
    changed.push({ span: edit.span, text: lines.join('\n') });
  }
  return changed;
}

function isKey(answer: string | undefined, key: string): boolean {
  return answer?.trim().toLowerCase().charAt(0) === key;
}

/** A dialogue on a real terminal. */
export function terminalDialogue(
  readline: Interface,
  options: { color: boolean; width: number; show: (text: string) => Promise<void> },
): Dialogue {
  const closed = new Promise<undefined>(resolve => readline.once('close', () => resolve(undefined)));
  let interrupted = false;
  readline.once('SIGINT', () => {
    interrupted = true;
    readline.close();
  });
  return {
    ...options,
    get interrupted() {
      return interrupted;
    },
    ask(prompt, prefilled) {
      // A question that is open when the input ends is never answered.
      const answer = readline.question(prompt).catch(() => undefined);
      if (prefilled !== undefined) readline.write(prefilled);
      return Promise.race([answer, closed]);
    },
  };
}
