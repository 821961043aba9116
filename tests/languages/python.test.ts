import { join } from "node:path";
import { projectFile, run } from "./support/language";
import { programFile, speaks } from "./support/speaks";

const requirements = "tests/languages/programs/python/requirements.txt";

speaks("Python", {
  name: "python",
  needs: [
    ["python3", "-m", "venv", "--help"],
    ["go", "version"],
  ],
  main: "__main__.py",
  async prepare(folder) {
    const virtualenv = join(folder, "venv");
    await run("python3", ["-m", "venv", virtualenv]);
    const path = join(virtualenv, "bin");
    await run(join(path, "pip"), ["install", "--quiet", "-r", requirements, join(folder, "sdk")]);
    const files = {
      "Pulumi.yaml": projectFile({ name: "python", options: { virtualenv } }),
      "__main__.py": programFile("python", "__main__.py"),
    };
    // Hosts as old as the one that is built here do not see the option.
    return { files, path };
  },
});
