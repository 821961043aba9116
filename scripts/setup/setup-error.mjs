/** A failure the user can do something about: its message says what, and no stack trace is shown. */
export class SetupError extends Error {
  name = "SetupError";
}
