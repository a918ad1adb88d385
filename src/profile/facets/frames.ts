import { hashText } from './hash.js';

/**
 * Words that only frame what a statement asks for: "You will be responsible for", "Proven ability
 * to", "Strong experience in". What follows them is the statement's core.
 */
const FRAMES: Readonly<Record<string, string>> = {
  ability: 'ability able capacity capable capability aptitude',
  experience: "experience experienced background history track record years year previous prior you've",
  knowledge:
    'knowledge understanding familiarity familiar understand proficiency proficient expertise expert know knowledgeable fluency',
  skill: 'skills skill skilled',
  duty: "will responsible responsibilities responsibility duties tasks charge you'll",
  liking:
    'passion passionate love desire enthusiasm interest interested enjoy willingness willing eager comfortable comfort commitment committed',
  praise:
    'strong excellent proven demonstrated demonstrable solid good great exceptional outstanding deep extensive advanced working basic hands hands-on superior superb thorough professional relevant effectively high significant successfully clearly minimum least',
  must: 'must should required preferred have has having be are is being',
  passedOver:
    "the a an to of in with for and or on at as your you you're who someone candidate their this other also include includes including some both can helping help ensure ensuring assist assisting that by it all any more plus while not from position role incumbent",
  employer: 'we our',
};

/** Number of the frame that only joins the others. */
export const PASSED_OVER = Object.keys(FRAMES).indexOf('passedOver');
/** Number of the frame of figures, after those listed. */
export const FIGURE = Object.keys(FRAMES).length;

let byWord: Map<number, number> | undefined;

/** Number of the frame that a word belongs to; undefined where the core begins. */
export function frameOf(wordHash: number): number | undefined {
  byWord ??= new Map(
    Object.values(FRAMES).flatMap((words, frame) => words.split(' ').map(word => [hashText(word), frame] as const)),
  );
  return byWord.get(wordHash);
}
