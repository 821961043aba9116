/** None of the places where AWS tools look for credentials has any. */
export class NoCredentialsError extends Error {
  override readonly name = "NoCredentialsError";
}
