/** One thing that the tool and the reader see differently. */
export interface Miss {
  /** What kind of measure it counts in: `heading`, `boundary`, `facet`, `answer` or a rule id. */
  readonly measure: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly answer: string;
  /** The higher, the worse; comparable within one measure only. */
  readonly weight: number;
}
