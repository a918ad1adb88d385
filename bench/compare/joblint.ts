import type { PeerFinding } from './peer.js';

/**
 * joblint is gone from the registry, so what it did is done again here: a whole-word search for
 * each trigger over the raw text, whatever the capitals. Lists of words by rule, as far as the
 * comparison needs them.
 */
const TRIGGERS: Readonly<Record<string, string>> = {
  'gendered words':
    'boys?|bros?|brothers?|chicks?|dads?|dudes?|fathers?|females?|gentlem[ae]n|girls?|grandfathers?|grandmothers?|guys?|husbands?|lads?|lady|ladies|m[ae]n|m[ou]ms?|males?|mothers?|sisters?|wife|wives|wom[ae]n',
  'gendered pronouns': 'he|her|him|his|she',
  'facial hair': 'beard(?:ed|s|y)?|grizzl(?:ed|y)',
  'sexualised terms': 'sexy|hawt|phat',
  'bro culture': 'bros?|brogramm(?:ers?|ing)|crank|crush|dude(?:bro)?s?|hard[ -]*core|hella|skillz',
  'dumb titles': 'gurus?|hero(?:es)?|ninjas?|rock[ -]*stars?|super[ -]*stars?',
  'hollow benefits':
    'ales?|beers?|brewskis?|coffee|foos[ -]*ball|happy[ -]*hours?|keg(?:erator)?s?|lagers?|nerf[ -]*guns?|ping[ -]*pong|pints?|pizzas?|play\\s*stations?|pool(?:[ -]*table)?|rock[ -]*walls?|table[ -]*(?:football|tennis)|wiis?|xbox(?:es|s)?|massages?',
  competition:
    'compete(?!n)|competition|competitive(?! salary| pay)|cutting[ -]edge|fail|fore[ -]*front|super[ -]*stars?|the best|top|win',
  'new starters': 'hit[ -]the[ -]ground[ -]running|juggle|tight deadlines?',
  profanity: 'bloody|bugger|cunt|fuck(?:er|ing)?|piss(?:ing)?|shit',
  'visionary terms':
    'blue[ -]*sk(?:y|ies)|enlighten(?:ed|ing)?|green[ -]*fields?|incentivi[sz]e|paradigm|producti[sz]e|reach(?:ed|ing)? out|synerg(?:y|ize|ise)|visionar(?:y|ies)',
  'legacy technology': 'cobol|cvs|front[ -]*page|rcs|sccs|source[ -]*safe|vb\\s*6|visual[ -]*basic\\s*6|vbscript',
  'development environments':
    'atom|bb[ -]*edit|dream[ -]*weaver|eclipse|emacs|net[ -]*beans|note[ -]*pad|sublime[ -]*text|text[ -]*(?:wrangler|mate)|vim?|visual[ -]*studio',
  'expanded acronyms': 'cascading[ -]?style[ -]?sheets|hyper[ -]?text(?:[ -]?mark[ -]?up(?:[ -]?language)?)?',
  'java script': 'java[ -]scripts?',
  'ruby on rail': 'ruby on rail',
};

const EXPRESSIONS = Object.entries(TRIGGERS).map(
  ([rule, triggers]) => [rule, new RegExp(`\\b(?:${triggers})\\b`, 'gi')] as const,
);

export function joblint(source: string): PeerFinding[] {
  return EXPRESSIONS.flatMap(([rule, expression]) =>
    [...source.matchAll(expression)].map(match => ({
      rule,
      start: match.index,
      end: match.index + match[0].length,
      message: rule,
    })),
  );
}
