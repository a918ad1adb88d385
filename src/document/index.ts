export { type ParseOptions, parsePosting } from './posting.js';
export { normalize, tokenize } from './tokens.js';
