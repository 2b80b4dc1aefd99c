// Builds what pages load: one style sheet for nearly all of them, the scripts of pages with and
// without a signed-in person, and those that a few pages need beside. Scripts are modules; here
// each of the files that a page names gets all it imports, so that no module costs a request.
// Run by `make static`; the result lies in generated/pages.
//
// Tabler weighs 635 kB, of which pages use a fourteenth: PurgeCSS keeps the rules whose words stand
// somewhere in our templates, Python or scripts. Every word of these files counts as used, in a
// comment too, so a class that is put together while a page runs is kept when its name is written
// out anywhere; tests/config/test_bundles.py holds that no class in use has lost a rule.
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, "generated", "pages");
const TABLER = join(ROOT, "node_modules/@tabler/core/dist/css/tabler.min.css");
const APPS = ["cadres", "enterprises", "cases"];
const CSS = "./cadres/static/cadres/css";
const JS = "./cadres/static/cadres/js";
const CASES_JS = "./cases/static/cases/js";

// In the order of the cascade: what comes later wins.
const STYLES = `
@import "tabler";
@import "${CSS}/tokens.css";
@import "${CSS}/site.css";
@import "${CSS}/parts.css";
@import "${CSS}/phone.css" screen;
@import "${CSS}/offline.css" screen;
@import "${CSS}/print.css" print;
@import "./cases/static/cases/css/tickets.css";
`;
const PLAIN = ["no_line", "site", "drafts", "counts", "offline/start"];
// In the order in which they hear of a press.
const SIGNED_IN = [
  "site",
  "filters",
  "once",
  "theme",
  "drafts",
  "draft_list",
  "companions",
  "copy",
  "bulk",
  "fold",
  "counts",
  "upload",
  "pieces",
  "scan",
  "search",
  "picker",
  "editing",
  "offline/start",
];
// On every page, so that a list asks for nothing but itself.
const TABLES = ["table_keys", "table_copy"];
// What an enterprise sends by its link; whoever is signed in has it already.
const SENDING = ["upload", "pieces", "picker"];
// Our scripts and its own attributes speak to htmx by its global name.
const HTMX = `import htmx from "htmx.org"; window.htmx = htmx;`;
// What our own scripts need; older browsers than these could not run them before either.
const BROWSERS = ["chrome87", "edge88", "firefox79", "safari14.1"];

function files(folder, ending) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8"));
}

function texts() {
  const code = [...APPS, "config"].flatMap((app) => files(app, ".py"));
  const scripts = APPS.flatMap((app) => files(app, ".js"));
  return [...files("templates", ".html"), ...code, ...scripts];
}

function wordsIn(text) {
  return text.match(/[A-Za-z][\w-]*/g) ?? [];
}

/** Tabler's rules for these words; our own sheets tell which of its variables are in use. */
async function reducedTabler() {
  const used = new Set(texts().flatMap(wordsIn));
  const own = APPS.flatMap((app) => files(app, ".css")).map((raw) => ({ raw }));
  const [tabler] = await new PurgeCSS().purge({
    content: [{ raw: [...used].join(" "), extension: "txt" }],
    css: [TABLER, ...own],
    defaultExtractor: wordsIn,
    variables: true,
    keyframes: true,
  });
  return tabler.css;
}

const tablerPlugin = {
  name: "tabler",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^tabler$/ }, () => ({ path: "tabler", namespace: "reduced" }));
    onLoad({ filter: /./, namespace: "reduced" }, async () => ({
      contents: await reducedTabler(),
      loader: "css",
    }));
  },
};

function bundle(name, contents, loader, plugins = []) {
  return build({
    stdin: { contents, loader, resolveDir: ROOT },
    outfile: join(OUT, name),
    bundle: true,
    minify: true,
    charset: "utf8",
    target: BROWSERS,
    plugins,
    logLevel: "warning",
  });
}

function importing(names, folder = JS) {
  return names.map((name) => `import "${folder}/${name}.js";`).join("\n");
}

mkdirSync(OUT, { recursive: true });
await Promise.all([
  bundle("site.css", STYLES, "css", [tablerPlugin]),
  bundle("plain.js", importing(PLAIN), "js"),
  bundle(
    "signed_in.js",
    [HTMX, importing(SIGNED_IN), importing(TABLES, CASES_JS)].join("\n"),
    "js",
  ),
  bundle("sending.js", importing(SENDING), "js"),
  // Only where too much came in by a code at once.
  bundle("proof.js", importing(["proof"]), "js"),
  // Only when somebody presses 扫码; jsqr only where the browser itself reads no codes (iPhones).
  bundle("scanner.js", importing(["scanner"]), "js"),
  bundle("jsqr.js", `import jsQR from "jsqr"; window.jsQR = jsQR;`, "js"),
  bundle("offline.js", importing(["offline/page"]), "js"),
  bundle("offline_shell.js", importing(["theme", "offline/shell"]), "js"),
  bundle("service_worker.js", importing(["offline/worker"]), "js"),
  bundle("charts.js", importing(["charts"], CASES_JS), "js"),
]);
