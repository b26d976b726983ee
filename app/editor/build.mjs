// Bundles the editor into app/static/js/editor.js. Its first line holds the hash of the sources, so that a test
// without Node can tell when the bundle was not rebuilt; beside it stand the licences of what it contains.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2] ?? join(HERE, "..", "static", "js");

/** Hash over names and contents of everything the bundle is made from; tests/editor computes the same. */
function sourcesHash() {
  const hash = createHash("sha256");
  const sources = readdirSync(join(HERE, "src")).sort().map((name) => `src/${name}`);
  for (const name of ["build.mjs", "package-lock.json", ...sources]) hash.update(`${name}\n`).update(readFileSync(join(HERE, name)));
  return hash.digest("hex");
}

/** Name, version and licence text of every package that is in the bundle. */
function licences(metafile) {
  const names = new Set(
    Object.keys(metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []),
  );
  return [...names].sort().map((name) => {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = ["LICENSE", "LICENSE.md", "license"].map((one) => join(folder, one)).find(existsSync);
    return `${name} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : ""}\n`;
  });
}

const { metafile } = await build({
  entryPoints: [join(HERE, "src", "main.ts")],
  outfile: join(OUT, "editor.js"),
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  banner: { js: `/* sources ${sourcesHash()}; licences: editor.LICENSES.txt */` },
});
writeFileSync(join(OUT, "editor.LICENSES.txt"), licences(metafile).join("\n----\n\n"));
