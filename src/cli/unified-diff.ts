import { Chalk } from 'chalk';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { visibleText } from '../reporters/visible-text.js';

export interface DiffOptions {
  readonly color?: boolean;
  /** Lines of the file around each change. Default 3. */
  readonly context?: number;
  /** For a person's eyes: control characters become visible. A program gets them as they are. */
  readonly visible?: boolean;
}

/** What changes between two texts of a file, as `git diff` prints it; empty where nothing does. */
export function unifiedDiff(path: string, before: string, after: string, options: DiffOptions = {}): string {
  if (before === after) return '';
  const { color = false, context = 3, visible = false } = options;
  const name = path.startsWith('/') ? path : undefined;
  const patch = createTwoFilesPatch(name ?? `a/${path}`, name ?? `b/${path}`, before, after, undefined, undefined, {
    context,
    headerOptions: FILE_HEADERS_ONLY,
  });
  if (!color && !visible) return patch;
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const paint = (line: string): string => {
    if (/^(?:---|\+\+\+) /.test(line)) return chalk.bold(line);
    if (line.startsWith('@@')) return chalk.cyan(line);
    if (line.startsWith('-')) return chalk.red(line);
    return line.startsWith('+') ? chalk.green(line) : line;
  };
  return patch
    .split('\n')
    .map(line => paint(visible ? visibleText(line.replace(/\r$/, '').replaceAll('\t', '    ')) : line))
    .join('\n');
}
