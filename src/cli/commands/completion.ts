import { Argument, Command } from 'commander';
import { builtInCards } from '../../rules/built-in.js';
import { COMMANDS } from '../commands.js';
import { EXIT } from '../exit-code.js';
import { print } from '../output.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export function configure(command: Command): void {
  command.addArgument(new Argument('<shell>', 'your shell').choices(SHELLS)).addHelpText(
    'after',
    `
Examples:
  sm-jd completion bash > ~/.local/share/bash-completion/completions/sm-jd
  sm-jd completion zsh > "\${fpath[1]}/_sm-jd"
  source <(sm-jd completion zsh)
  sm-jd completion fish > ~/.config/fish/completions/sm-jd.fish
`,
  );
}

export async function run(command: Command): Promise<number> {
  const commands = await Promise.all(COMMANDS.map(describe));
  await print(SCRIPTS[command.args[0] as Shell](commands));
  return EXIT.ok;
}

interface Described {
  readonly name: string;
  readonly summary: string;
  /** What the first argument may be; empty where it is a file. */
  readonly first: readonly string[];
  readonly options: readonly { readonly flag: string; readonly summary: string; readonly choices: readonly string[] }[];
}

/** Reads a command's options from the command itself, so that completion never lags behind. */
async function describe({ name, summary, load }: (typeof COMMANDS)[number]): Promise<Described> {
  const command = new Command(name);
  (await load()).configure(command);
  const [first] = command.registeredArguments;
  const rules = builtInCards().cards.map(card => card.id);
  return {
    name,
    summary,
    first: first?.argChoices ?? (first?.name() === 'rule' ? rules : []),
    options: command.options.map(option => ({
      flag: option.long ?? option.flags,
      summary: option.description,
      choices: option.argChoices ?? (RULE_OPTIONS.includes(option.long ?? '') ? rules : []),
    })),
  };
}

/** Options whose value is the name of a rule. */
const RULE_OPTIONS = ['--rule', '--disable'];

const SCRIPTS: Readonly<Record<Shell, (commands: readonly Described[]) => string>> = {
  bash: commands => `# bash completion for sm-jd
_sm_jd() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(one => one.name).join(' ')}' -- "$word"))
    return
  fi
  case "$command $previous" in
${commands.flatMap(choicesInBash).join('\n')}
  esac
  case "$word" in
    -*) case "$command" in
${commands.map(one => `      ${one.name}) COMPREPLY=($(compgen -W '${one.options.map(option => option.flag).join(' ')}' -- "$word")); return ;;`).join('\n')}
    esac ;;
  esac
  if [ "$COMP_CWORD" -eq 2 ]; then
    case "$command" in
${commands
  .filter(one => one.first.length > 0)
  .map(one => `      ${one.name}) COMPREPLY=($(compgen -W '${one.first.join(' ')}' -- "$word")); return ;;`)
  .join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -f -- "$word"))
}
complete -o filenames -F _sm_jd sm-jd
`,
  zsh: commands => `#compdef sm-jd
_sm_jd() {
  if (( CURRENT == 2 )); then
    local -a commands=(
${commands.map(one => `      ${quote(`${one.name}:${one.summary}`)}`).join('\n')}
    )
    _describe command commands
    return
  fi
  case $words[2] in
${commands
  .map(
    one =>
      `    ${one.name}) shift words; (( CURRENT-- )); _arguments ${[...one.options.map(optionInZsh), ...firstInZsh(one)].join(' ')} '*:file:_files' ;;`,
  )
  .join('\n')}
  esac
}
# From a folder of $fpath the file is the function itself; read by “source” it only defines one.
if [ "$funcstack[1]" = _sm-jd ]; then _sm_jd "$@"; else compdef _sm_jd sm-jd; fi
`,
  fish: commands => `# fish completion for sm-jd
${commands.map(one => `complete -c sm-jd -n __fish_use_subcommand -f -a ${one.name} -d ${quote(one.summary)}`).join('\n')}
${commands.flatMap(firstInFish).join('\n')}
${commands.flatMap(optionsInFish).join('\n')}
`,
};

function choicesInBash({ name, options }: Described): string[] {
  return options
    .filter(option => option.choices.length > 0)
    .map(
      ({ flag, choices }) =>
        `    '${name} ${flag}') COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$word")); return ;;`,
    );
}

function firstInZsh({ first }: Described): string[] {
  return first.length > 0 ? [quote(`1:value:(${first.join(' ')})`)] : [];
}

/** Fish sees the whole line: the words are offered as long as none of them stands there. */
function firstInFish({ name, first }: Described): string[] {
  if (first.length === 0) return [];
  const words = first.join(' ');
  const isNext = `__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${words}`;
  return [`complete -c sm-jd -n ${quote(isNext)} -f -a ${quote(words)}`];
}

function optionInZsh({ flag, summary, choices }: Described['options'][number]): string {
  const text = summary.replace(/[[\]:]/g, ' ');
  return quote(`${flag}[${text}]${choices.length > 0 ? `:value:(${choices.join(' ')})` : ''}`);
}

function optionsInFish({ name, options }: Described): string[] {
  return options.map(({ flag, summary, choices }) => {
    const values = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : '';
    return `complete -c sm-jd -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)} -d ${quote(summary)}${values}`;
  });
}

/** In single quotes, which all three shells take; a quote inside becomes a typographic one. */
function quote(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}
