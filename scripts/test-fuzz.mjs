// The long form of the tests that make their input at random; COGNITO_IDENTITY_SEED asks for other input.
process.env.COGNITO_IDENTITY_FUZZ ??= "40000";
process.env.COGNITO_IDENTITY_HOSTILE ??= "10000";
process.argv.push(
  "tests/provider/fuzz.test.ts",
  "tests/emulator/hostile-requests.test.ts",
  "tests/emulator/malformed.test.ts",
);
await import("./test.mjs");
