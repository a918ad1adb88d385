import type { QuestionWeights } from './document-model.js';
import type { QuestionName } from './document-questions.js';
import type { StatementWeights } from './document-statements.js';
import weights from './document-weights.json' with { type: 'json' };

/** What `npm run train` learned for the questions about whole postings. */
export interface DocumentWeights {
  readonly statements: StatementWeights;
  readonly questions: Readonly<Record<QuestionName, QuestionWeights>>;
}

export const DOCUMENT_WEIGHTS: DocumentWeights = weights;
