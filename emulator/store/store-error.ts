/** The file can't be used; the message says why, and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
