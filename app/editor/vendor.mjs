// Copies what pages use from other people's packages into app/static/vendor, and writes app/static/build.json:
// each file with its source, licence and hash, so that a test can tell when one was edited. (The editor's own
// bundle carries the hash of its sources in its first line: build.mjs.)
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATIC = join(HERE, "..", "static");
const VENDOR = join(STATIC, "vendor");
const packageFile = (name, path) => join(HERE, "node_modules", name, path);

const COMPONENTS = [
  "breadcrumb", "button", "checkbox", "error-summary", "loading-spinner", "notification", "pagination",
  "radio-button", "search-input", "selection-group", "status-label", "table", "tag", "text-input",
];
const ICONS = [
  "alert-circle-fill", "angle-down", "angle-left", "angle-right", "angle-up", "arrow-redo", "arrow-undo", "calendar",
  "check", "check-circle-fill", "cogwheel", "cross", "document", "download", "error-fill", "graph-columns", "history",
  "info-circle-fill", "lightbulb", "link", "lock", "menu-dots", "menu-hamburger", "pen", "photo", "plus", "search",
  "signout", "speechbubble-text", "text-bold", "text-italic", "trash", "user",
];
const FONTS = ["latin-ext-wght-italic", "latin-ext-wght-normal", "latin-wght-italic", "latin-wght-normal"];

/** The components and icons of the design system that we use, as one style sheet. */
function designSystem() {
  const library = (path) => readFileSync(packageFile("hds-core", join("lib", path)), "utf8").trim();
  const parts = [
    library("base.min.css"),
    ...COMPONENTS.map((name) => library(`components/${name}/${name}.min.css`)),
    library("icons/icon.min.css"),
    ...ICONS.map((name) => library(`icons/${name}.min.css`)),
  ];
  const sheet = parts.join("\n").replace(/^\/\*# sourceMappingURL.*$/gm, "");
  writeFileSync(join(VENDOR, "hds-core", "hds.css"), `${sheet}\n`);
}

/** One package's folder in vendor/, its licence inside. */
function folder(name, packageName) {
  mkdirSync(join(VENDOR, name), { recursive: true });
  cpSync(packageFile(packageName, "LICENSE"), join(VENDOR, name, "LICENSE"));
}

function describe(packageName) {
  const { name, version, license } = JSON.parse(readFileSync(packageFile(packageName, "package.json"), "utf8"));
  return { source: `${name} ${version}`, license };
}

function entry(path, origin) {
  const sha256 = createHash("sha256").update(readFileSync(path)).digest("hex");
  return { path: relative(STATIC, path), ...origin, sha256 };
}

rmSync(VENDOR, { recursive: true, force: true });
const packages = {
  "hds-core": "hds-core",
  htmx: "htmx.org",
  "source-sans-3": "@fontsource-variable/source-sans-3",
};
for (const [name, packageName] of Object.entries(packages)) folder(name, packageName);
designSystem();
cpSync(packageFile("htmx.org", "dist/htmx.min.js"), join(VENDOR, "htmx", "htmx.min.js"));
for (const font of FONTS) {
  const file = `source-sans-3-${font}.woff2`;
  cpSync(packageFile(packages["source-sans-3"], `files/${file}`), join(VENDOR, "source-sans-3", file));
}

const files = Object.entries(packages).flatMap(([name, packageName]) =>
  readdirSync(join(VENDOR, name)).sort().map((file) => entry(join(VENDOR, name, file), describe(packageName))),
);
writeFileSync(join(STATIC, "build.json"), `${JSON.stringify({ files }, null, 2)}\n`);
