import { dirname, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { nameHint } from '../core/did-you-mean.js';
import type { RoleFamily } from '../core/facets.js';
import type { Failure, Severity } from '../core/types.js';
import { isPreset, PRESET_NAMES, type PresetName } from './presets.js';
import { type ConfigFile, readConfig } from './read-config.js';
import type { ConfigFileData, PerPostingData, SETTING_SEVERITIES } from './schema.js';

/** Where something was written. */
export interface ConfigPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a configuration says about one rule, and where it says so. */
export interface ConfigSetting {
  readonly name: string;
  readonly severity?: (typeof SETTING_SEVERITIES)[number];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly from: ConfigPlace;
}

/** What applies to one posting. */
export interface PostingConfig {
  /** The last one decides. */
  readonly preset: PresetName;
  /** Weakest first. */
  readonly settings: readonly ConfigSetting[];
  readonly role?: RoleFamily;
  readonly jurisdictions?: readonly string[];
  readonly employer?: string;
}

/** A configuration with everything that it extends. */
export interface Config {
  /** The files read, the nearest last. */
  readonly files: readonly string[];
  /** Folders of rule cards, absolute. */
  readonly ruleFolders: readonly string[];
  /** JavaScript modules that bring cards and kinds, and where they are named. */
  readonly plugins: readonly { readonly name: string; readonly from: ConfigPlace }[];
  /** Patterns in gitignore syntax, each list relative to its folder. */
  readonly ignore: readonly { readonly folder: string; readonly patterns: readonly string[] }[];
  /** Folder of the stored corpus, absolute; absent where the default place counts. */
  readonly corpus?: string;
  readonly failOn?: Severity | 'never';
  readonly maxWarnings?: number;
  readonly failures: readonly Failure[];
  /**
   * What applies to a posting; the same object for postings to which the same applies, so that
   * rules need to be compiled only once for them.
   * @param path Absolute path of the posting.
   */
  for(path: string): PostingConfig;
  /**
   * Where the value of a key that applies to a posting was written; undefined where nobody wrote it.
   * @param path Absolute path of the posting.
   */
  origin(key: keyof ConfigFileData, path: string): ConfigPlace | undefined;
}

/** Something that holds for all postings, or for those that its globs match. */
interface Layer extends ConfigFileData {
  readonly file: ConfigFile;
  /** Path of keys to the layer in its file. */
  readonly at: readonly (string | number)[];
  readonly matches?: (path: string) => boolean;
}

/** More levels of `extends` than anyone writes on purpose. */
const DEEPEST = 20;

/** Reads a configuration file and what it extends. Without a file, what applies without one. */
export function resolveConfig(file?: string): Config {
  const reading = new Reading();
  if (file !== undefined) reading.read(resolve(file), []);
  return reading.result();
}

class Reading {
  readonly #files: ConfigFile[] = [];
  readonly #layers: Layer[] = [];
  readonly #failures: Failure[] = [];
  #preset: PresetName = 'recommended';

  read(file: string, chain: readonly string[]): void {
    const { config, failures } = readConfig(file);
    if (!config) {
      this.#failures.push(...failures);
      return;
    }
    const { data } = config;
    (data.extends ?? []).forEach((name, index) => {
      if (isPreset(name)) {
        this.#preset = name;
        return;
      }
      const fail = (message: string) =>
        this.#failures.push({
          kind: 'config',
          subject: file,
          message,
          ...config.place(['extends', ...(data.extends && data.extends.length > 1 ? [index] : [])]),
        });
      if (!/[./\\]/.test(name)) {
        fail(`there is no preset “${name}”${nameHint(name, PRESET_NAMES)}; a file is written as ./${name}.yaml`);
        return;
      }
      const target = resolve(dirname(file), name);
      if (target === file || chain.includes(target)) fail(`${name} extends this file: a circle`);
      else if (chain.length >= DEEPEST) fail(`more than ${DEEPEST} files extend one another`);
      else this.read(target, [...chain, file]);
    });
    this.#files.push(config);
    this.#layers.push({ ...data, file: config, at: [] });
    (data.overrides ?? []).forEach((override, index) => {
      const folder = dirname(file);
      const isMatch = picomatch(override.files, { dot: true, basename: false });
      this.#layers.push({
        ...override,
        file: config,
        at: ['overrides', index],
        matches: path => isMatch(relative(folder, path).split(sep).join('/')),
      });
    });
  }

  result(): Config {
    const nearestFirst = this.#files.map(file => file.data).reverse();
    const failOn = nearestFirst.find(data => data.failOn !== undefined)?.failOn;
    const maxWarnings = nearestFirst.find(data => data.maxWarnings !== undefined)?.maxWarnings;
    const withCorpus = this.#files.findLast(({ data }) => data.corpus !== undefined);
    const known = new Map<string, PostingConfig>();
    const applying = (path: string) => this.#layers.filter(layer => layer.matches?.(path) ?? true);
    return {
      files: this.#files.map(config => config.file),
      ruleFolders: this.#files.flatMap(({ file, data }) =>
        (data.rules ?? []).map(name => resolve(dirname(file), name)),
      ),
      plugins: this.#files.flatMap(({ file, data, place }) =>
        (data.plugins ?? []).map((name, index) => ({ name, from: { file, ...place(['plugins', index]) } })),
      ),
      ignore: this.#files.flatMap(({ file, data }) =>
        data.ignore ? [{ folder: dirname(file), patterns: data.ignore }] : [],
      ),
      ...(withCorpus?.data.corpus !== undefined && {
        corpus: resolve(dirname(withCorpus.file), withCorpus.data.corpus),
      }),
      ...(failOn !== undefined && { failOn }),
      ...(maxWarnings !== undefined && { maxWarnings }),
      failures: this.#failures,
      for: path => {
        const layers = applying(path);
        const key = layers.map(layer => this.#layers.indexOf(layer)).join(',');
        const config = known.get(key) ?? merge(this.#preset, layers);
        known.set(key, config);
        return config;
      },
      origin: (key, path) => {
        const layer = applying(path).findLast(one => one[key] !== undefined);
        return layer && { file: layer.file.file, ...layer.file.place([...layer.at, key]) };
      },
    };
  }
}

function merge(preset: PresetName, layers: readonly Layer[]): PostingConfig {
  const last = <K extends 'role' | 'jurisdictions' | 'employer'>(key: K) =>
    layers.findLast(layer => layer[key] !== undefined)?.[key];
  const role = last('role');
  const jurisdictions = last('jurisdictions');
  const employer = last('employer');
  return {
    preset,
    settings: layers.flatMap(settingsOf),
    ...(role !== undefined && { role }),
    ...(jurisdictions !== undefined && { jurisdictions }),
    ...(employer !== undefined && { employer }),
  };
}

function settingsOf(layer: Layer): ConfigSetting[] {
  return Object.entries(layer.settings ?? {}).map(([name, value]) => ({
    name,
    ...(typeof value === 'string' ? { severity: value } : definedOf(value)),
    from: { file: layer.file.file, ...layer.file.place([...layer.at, 'settings', name]) },
  }));
}

function definedOf({ severity, params }: Exclude<NonNullable<PerPostingData['settings']>[string], string>) {
  return { ...(severity !== undefined && { severity }), ...(params !== undefined && { params }) };
}
