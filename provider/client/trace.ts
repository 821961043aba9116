/** The progress of a call. */
export interface Trace {
  attempts: number;
  requestId?: string;
  statusCode?: number;
}
