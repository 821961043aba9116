import { join, relative } from "node:path";
import { ROOT, runMain } from "./setup/index.mjs";
import { generateSdk, SDK_LANGUAGES } from "./setup/sdk.mjs";

// `npm run generate:sdks`, or `npm run generate:sdks -- python go` for some languages.
await runMain(async () => {
  const languages = process.argv.slice(2);
  for (const language of languages.length > 0 ? languages : SDK_LANGUAGES) {
    const folder = join(ROOT, "release", "sdks", language);
    await generateSdk(language, folder);
    console.log(`${language}: ${relative(process.cwd(), folder)}`);
  }
  return 0;
});
