import type { Command } from 'commander';

/** A command's own file under `commands/`. */
export interface CommandModule {
  /** Declares arguments, options and help text. */
  configure(command: Command): void;
  /**
   * Does the work, with `command.args` and `command.opts()` parsed, and answers with the exit code.
   * @throws UsageError for a mistake of the caller's.
   */
  run(command: Command): Promise<number>;
}

export interface CommandEntry {
  readonly name: string;
  /** Arguments as the overview prints them. */
  readonly argumentsHelp: string;
  /** One line, lower case, no full stop. */
  readonly summary: string;
  load(): Promise<CommandModule>;
}

/** Every command, in the order of `--help`. To add one: a file under `commands/` and an entry here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'lint',
    argumentsHelp: '[options] <paths...>',
    summary: 'check postings and print what could be better',
    load: () => import('./commands/lint.js'),
  },
  {
    name: 'fix',
    argumentsHelp: '[options] <paths...>',
    summary: 'mend what can be mended, all at once or one by one',
    load: () => import('./commands/fix.js'),
  },
  {
    name: 'rewrite',
    argumentsHelp: '[options] <posting>',
    summary: 'write a suggested version beside the posting, with questions for the hiring manager',
    load: () => import('./commands/rewrite.js'),
  },
  {
    name: 'profile',
    argumentsHelp: '[options] <paths...>',
    summary: 'tell what postings ask for, without judging them',
    load: () => import('./commands/profile.js'),
  },
  {
    name: 'rules',
    argumentsHelp: '[options]',
    summary: 'list all rules',
    load: () => import('./commands/rules.js'),
  },
  {
    name: 'explain',
    argumentsHelp: '<rule>',
    summary: 'tell what a rule looks for, why, by which sources, with examples',
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'baseline',
    argumentsHelp: 'update [options] <paths...>',
    summary: 'write down today’s findings, so that only new ones count',
    load: () => import('./commands/baseline.js'),
  },
  {
    name: 'corpus',
    argumentsHelp: '<build|add|stats|query|verify> [options] [paths...]',
    summary: 'keep a corpus of postings to compare with',
    load: () => import('./commands/corpus.js'),
  },
  {
    name: 'init',
    argumentsHelp: '[options]',
    summary: 'write a commented configuration file',
    load: () => import('./commands/init.js'),
  },
  {
    name: 'config',
    argumentsHelp: 'print [posting]',
    summary: 'print what applies to a posting, and where it was set',
    load: () => import('./commands/config.js'),
  },
  {
    name: 'test-rules',
    argumentsHelp: '<folders...>',
    summary: 'run the examples of your own rule cards',
    load: () => import('./commands/test-rules.js'),
  },
  {
    name: 'completion',
    argumentsHelp: '<bash|zsh|fish>',
    summary: 'print a completion script for your shell',
    load: () => import('./commands/completion.js'),
  },
];
