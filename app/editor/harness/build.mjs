// Bundles the editors without a screen into tests/cowriting/harness.js. Its first line names what it is made of and
// the hash of that, so that a test without Node can tell when it was not rebuilt.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const EDITOR = join(dirname(fileURLToPath(import.meta.url)), "..");
const OUT = process.argv[2] ?? join(EDITOR, "..", "..", "tests", "cowriting", "harness.js");

const { metafile, outputFiles } = await build({
  entryPoints: [join(EDITOR, "harness", "main.ts")],
  absWorkingDir: EDITOR,
  bundle: true,
  minify: true,
  metafile: true,
  write: false,
  format: "iife",
  target: "es2022",
  legalComments: "none",
});
const sources = Object.keys(metafile.inputs).filter((path) => !path.startsWith("node_modules/"));
const names = ["harness/build.mjs", "package-lock.json", ...sources].sort();
const hash = createHash("sha256");
for (const name of names) hash.update(`${name}\n`).update(readFileSync(join(EDITOR, name)));
writeFileSync(OUT, `/* sources ${hash.digest("hex")} ${names.join(" ")} */\n${outputFiles[0].text}`);
