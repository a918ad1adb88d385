import * as v from 'valibot';
import { ROLE_FAMILIES } from '../core/facets.js';
import { SEVERITIES } from '../core/types.js';
import { PRESET_NAMES } from './presets.js';

/**
 * What a configuration file may say. Both the check of such files and the JSON Schema that editors
 * complete them by are made of this.
 */

const text = (description: string) => v.pipe(v.string(), v.nonEmpty('write a text here'), v.description(description));
const texts = (description: string) =>
  v.pipe(
    v.union([v.string(), v.array(v.string())], 'write a text or a list of texts here'),
    v.transform(value => [value].flat()),
    v.description(description),
  );

/** `on` is the severity that the rule's card gives, or `info` where the card has it off. */
export const SETTING_SEVERITIES = ['off', 'on', ...SEVERITIES] as const;
const severity = v.picklist(SETTING_SEVERITIES);

const setting = v.union(
  [
    severity,
    v.strictObject({
      severity: v.optional(severity),
      params: v.optional(v.pipe(v.record(v.string(), v.unknown()), v.description('Replace the card’s params'))),
    }),
  ],
  `write ${SETTING_SEVERITIES.join(', ')} here, or "severity:" and "params:" below it`,
);

const place = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z]{2}(-[A-Za-z0-9]+)*$/u, 'write a place as "us-co", "ca-on" or "eu"'),
  v.toLowerCase(),
);

/** What may be different for some of the postings. */
const perPosting = {
  settings: v.optional(
    v.pipe(
      v.record(v.string(), setting),
      v.description('By rule: a severity, or severity and params. "tools/*" means a category, "*" every rule'),
    ),
  ),
  role: v.optional(v.pipe(v.picklist(ROLE_FAMILIES), v.description('What the jobs are, where postings leave it open'))),
  jurisdictions: v.optional(
    v.pipe(
      v.union([place, v.array(place)], 'write a place as "us-co", or a list of places'),
      v.transform(value => [value].flat()),
      v.description('Where the jobs are, for rules about the law there: us-co, ca-on, eu-de'),
    ),
  ),
  employer: v.optional(text('Who employs; its own text and products count differently')),
};

const override = v.strictObject({
  files: texts('Globs, relative to this file, of the postings that this is for'),
  ...perPosting,
});

export const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  extends: v.optional(
    texts(`Presets (${PRESET_NAMES.join(', ')}) and other configuration files, the later ones stronger`),
  ),
  rules: v.optional(
    v.pipe(
      v.array(v.string(), 'list folders of rule cards here; what rules are set to goes below "settings:"'),
      v.description('Folders of your own rule cards, relative to this file'),
    ),
  ),
  plugins: v.optional(
    v.pipe(
      v.array(v.string(), 'list npm packages or ./files here'),
      v.description('JavaScript modules that bring rule cards and kinds of check; they run code'),
    ),
  ),
  ...perPosting,
  overrides: v.optional(
    v.pipe(v.array(override), v.description('What is different for some postings; later ones win')),
  ),
  ignore: v.optional(texts('Postings that are not linted, in the syntax of .gitignore, relative to this file')),
  corpus: v.optional(text('Folder of the stored corpus that postings are compared with, relative to this file')),
  failOn: v.optional(v.pipe(v.picklist([...SEVERITIES, 'never']), v.description('Exit with 1 from this severity on'))),
  maxWarnings: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.description('Let up to so many warnings pass')),
  ),
});

export type ConfigFileData = v.InferOutput<typeof configSchema>;
export type PerPostingData = Pick<ConfigFileData, keyof typeof perPosting>;
