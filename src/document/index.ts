export { jobsIn } from './jobs.js';
export { type ParseOptions, parsePosting } from './posting.js';
export { normalize, tokenize } from './tokens.js';
