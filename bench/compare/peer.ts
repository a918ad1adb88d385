/** What a linter said about a stretch of a posting. */
export interface PeerFinding {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}
