import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packages, projectFile, run } from "./support/language";
import { programFile, speaks } from "./support/speaks";

speaks("Go", {
  name: "go",
  needs: [["go", "version"]],
  main: "main.go",
  async prepare(folder) {
    // Go adds to go.mod what the SDK needs, and makes go.sum.
    const project = mkdtempSync(join(folder, "go-"));
    const values = { module: dirname(packages.go), sdk: join(folder, "sdk") };
    for (const name of ["main.go", "go.mod"]) writeFileSync(join(project, name), programFile("go", name, values));
    await run("go", ["mod", "tidy"], { cwd: project });
    // Compiles Pulumi's SDK, which takes longer than a command of the engine is given.
    await run("go", ["build", "-o", join(project, "program"), "."], { cwd: project });
    const files = ["main.go", "go.mod", "go.sum"].map((name) => [name, readFileSync(join(project, name), "utf8")]);
    return { files: { "Pulumi.yaml": projectFile("go"), ...Object.fromEntries(files) } };
  },
});
