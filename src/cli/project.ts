import { dirname, isAbsolute, resolve } from 'node:path';
import ignore from 'ignore';
import { ConfigFinder } from '../config/find-config.js';
import { PRESETS } from '../config/presets.js';
import type { Config, PostingConfig } from '../config/resolve.js';
import type { RoleFamily } from '../core/facets.js';
import type { Failure } from '../core/types.js';
import type { NamedSettings } from '../engine/linter.js';
import { createLinter, type Linter, type LinterOptions, loadRuleFolders, type OwnCards } from '../index.js';
import { relativeTo, toSlashes } from './paths.js';

/** What the command line says about rules and postings; it outweighs every configuration file. */
export interface ProjectFlags {
  /** A file instead of the nearest one; false for none at all. */
  readonly config?: string | false;
  /** False where the plugins that configurations name are not to be loaded. */
  readonly plugins?: boolean;
  readonly settings?: readonly NamedSettings[];
  readonly role?: RoleFamily;
  readonly jurisdictions?: readonly string[];
  readonly employer?: string;
}

/** Linters for postings, each as the nearest configuration file and the command line want it. */
export class Project {
  readonly #flags: ProjectFlags;
  readonly #finder = new ConfigFinder();
  readonly #configs = new Map<string | undefined, Config>();
  readonly #linters = new Map<PostingConfig, Linter>();
  readonly #cards = new Map<Config, Promise<OwnCards>>();
  readonly #ignores = new Map<Config, (path: string) => boolean>();

  constructor(flags: ProjectFlags) {
    this.#flags = flags;
  }

  /** The configuration that holds for a posting. @param path As given, relative or absolute. */
  async configOf(path: string): Promise<Config> {
    const { config } = this.#flags;
    const file =
      config === false
        ? undefined
        : config !== undefined
          ? resolve(config)
          : this.#finder.nearest(dirname(resolve(path)));
    const known = this.#configs.get(file);
    if (known) return known;
    // Without a file, what reads and matches configurations need not be loaded.
    const loaded = file === undefined ? NO_CONFIG : (await import('../config/resolve.js')).resolveConfig(file);
    this.#configs.set(file, loaded);
    return loaded;
  }

  /** The configuration that holds for postings in the working folder. */
  configHere(): Promise<Config> {
    return this.configOf(resolve('posting'));
  }

  async linterFor(path: string): Promise<Linter> {
    const config = await this.configOf(path);
    const forPosting = config.for(resolve(path));
    let linter = this.#linters.get(forPosting);
    if (!linter) {
      linter = createLinter(await this.#linterOptions(config, forPosting));
      this.#linters.set(forPosting, linter);
    }
    return linter;
  }

  async isIgnored(path: string): Promise<boolean> {
    const config = await this.configOf(path);
    if (config.ignore.length === 0) return false;
    let test = this.#ignores.get(config);
    if (!test) {
      const lists = config.ignore.map(({ folder, patterns }) => ({ folder, rules: ignore().add(patterns) }));
      test = absolute =>
        lists.some(({ folder, rules }) => {
          const below = relativeTo(folder, absolute);
          return below !== undefined && rules.ignores(below);
        });
      this.#ignores.set(config, test);
    }
    return test(resolve(path));
  }

  /** Everything wrong with the configuration files, and the cards, used so far; each said once. */
  failures(): Failure[] {
    const all = [...this.#configs.values(), ...this.#linters.values()].flatMap(source => source.failures);
    const seen = new Set<string>();
    return all
      .map(failure => ({ ...failure, subject: asPostingsAreNamed(failure.subject) }))
      .filter(failure => {
        const key = JSON.stringify(failure);
        return !seen.has(key) && seen.add(key);
      });
  }

  /** Read once, whatever the number of overrides that use them. */
  #ownCards(config: Config): Promise<OwnCards> {
    const cards = this.#cards.get(config) ?? loadCardsOf(config, this.#flags.plugins ?? true);
    this.#cards.set(config, cards);
    return cards;
  }

  async #linterOptions(config: Config, forPosting: PostingConfig): Promise<LinterOptions> {
    const role = this.#flags.role ?? forPosting.role;
    const employer = this.#flags.employer ?? forPosting.employer;
    return {
      severityOf: PRESETS[forPosting.preset].severityOf,
      settings: [...forPosting.settings, ...(this.#flags.settings ?? [])],
      ...(config.ruleFolders.length + config.plugins.length > 0 && { ownCards: await this.#ownCards(config) }),
      // Without its plugins a configuration names rules that are not there.
      ...(this.#flags.plugins === false && config.plugins.length > 0 && { unknownRules: 'ignore' as const }),
      jurisdictions: [...(forPosting.jurisdictions ?? []), ...(this.#flags.jurisdictions ?? [])],
      ...(role !== undefined && { role }),
      ...(employer !== undefined && { employer }),
    };
  }
}

/** Relative to the working folder where it is below that, so that reports name all files alike. */
function asPostingsAreNamed(subject: string): string {
  const below = isAbsolute(subject) ? relativeTo(process.cwd(), subject) : undefined;
  return below === undefined || below === '' ? subject : toSlashes(below);
}

/** The cards of a configuration's folders and plugins. */
async function loadCardsOf(config: Config, withPlugins: boolean): Promise<OwnCards> {
  if (!withPlugins || config.plugins.length === 0) return loadRuleFolders(config.ruleFolders);
  const { loadPlugins } = await import('./plugins.js');
  const { ruleFolders, kinds, failures } = await loadPlugins(config.plugins);
  const own = await loadRuleFolders([...config.ruleFolders, ...ruleFolders], kinds);
  return { ...own, failures: [...failures, ...own.failures] };
}

const NO_SETTINGS: PostingConfig = { preset: 'recommended', settings: [] };
const NO_CONFIG: Config = {
  files: [],
  ruleFolders: [],
  plugins: [],
  ignore: [],
  failures: [],
  for: () => NO_SETTINGS,
  origin: () => undefined,
};
