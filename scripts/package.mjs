// Builds the package of each language in dist/<engine>/<language>. The C# package is generated but not compiled, so that no .NET SDK
// is required.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { root, setUp } from "./set-up.mjs";

const require = createRequire(import.meta.url);
const tools = require("./tools.json");

/** The folder of each engine's package. */
const projects = { cdktf: root, cdktn: path.join(root, "cdktn") };
/** The languages by jsii's names, each with the tools that its package requires. */
const languages = { js: [], python: ["python3"], java: ["javac", "mvn"], go: ["go"], dotnet: [] };

const USAGE = `Usage: npm run package -- [language ...] [--engine ${Object.keys(projects).join("|")}] [--release]`;

/** Additional options of jsii-pacmak. `--code-only` skips compilation. */
const OPTIONS = {
  java: (engine) => [localRepository(mavenRepository(engine))],
  go: (engine, release) => (hasGoModule(engine, release) ? [] : ["--code-only"]),
  dotnet: () => ["--code-only"],
};

/** An error that the user can fix. Only its message is printed. */
class UsageError extends Error {}

try {
  const { values, positionals } = parsedArguments(process.argv.slice(2));
  if (values.help) console.log(USAGE);
  else makePackages(values, positionals);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function parsedArguments(args) {
  const options = /** @type {const} */ ({
    engine: { type: "string", default: "cdktf" },
    release: { type: "boolean" },
    help: { type: "boolean" },
  });
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new UsageError(USAGE);
  }
}

/** With `release`, every package except C# must be compiled. */
function makePackages({ engine, release }, names) {
  oneOf(projects, "engine", engine);
  const chosen = names.length > 0 ? names.map((name) => oneOf(languages, "language", name)) : Object.keys(languages);
  requireTools(chosen);
  setUp({ cdktn: engine === "cdktn" });
  for (const language of chosen) makePackage(engine, language, release);
}

function oneOf(known, kind, name) {
  if (Object.hasOwn(known, name)) return name;
  throw new UsageError(`unknown ${kind}; expected one of ${Object.keys(known).join(", ")}; got: "${name}"`);
}

function requireTools(chosen) {
  for (const language of chosen) {
    for (const tool of languages[language]) {
      if (run(tool, tools[tool].proof).status === 0) continue;
      throw new UsageError(`the package for ${language} requires \`${tool}\`: ${tools[tool].fix}`);
    }
  }
}

function makePackage(engine, language, release) {
  const project = projects[engine];
  const started = Date.now();
  const outdir = path.join(root, "dist", engine);
  // The examples of classes are translated; otherwise every language would show them in TypeScript.
  const options = ["--rosetta-unknown-snippets", "translate", ...(OPTIONS[language]?.(engine, release) ?? [])];
  rmSync(path.join(outdir, language), { recursive: true, force: true });
  pacmak(project, outdir, language, options);
  const folder = path.relative(root, path.join(outdir, language));
  console.log(`Built ${folder} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function pacmak(project, outdir, language, options = [], env = {}) {
  const command = require.resolve("jsii-pacmak/bin/jsii-pacmak");
  const args = [command, project, "--no-npmignore", "--outdir", outdir, ...options, "--targets", language];
  expectSuccess(process.execPath, args, env);
}

/**
 * A local Maven repository with the built packages and the engine, for `mvn --settings dist/maven/<engine>-settings.xml`. The engine
 * comes from Maven Central or, if Maven cannot resolve it, is built from its npm package.
 */
function mavenRepository(engine) {
  const { folder, version, targets } = packageOf(engine);
  const { version: pacmakVersion } = require("jsii-pacmak/package.json");
  const name = `${engine}-${version}-pacmak-${pacmakVersion}`;
  const repository = path.join(root, "dist", "maven", name);
  // Building the engine takes longer than the package, so the repository with it is shared by all working copies.
  const shared = path.join(homedir(), ".cache", "cdktf-stripe-portal", "maven", name);
  if (!existsSync(shared)) {
    makeFolder(shared, (partial) => addEngine(partial, folder, { ...targets.java.maven, version }));
  }
  if (!existsSync(repository)) {
    makeFolder(repository, (partial) => cpSync(shared, partial, { recursive: true }));
  }
  const settings = `<settings><localRepository>${repository}</localRepository></settings>\n`;
  writeFileSync(path.join(root, "dist", "maven", `${engine}-settings.xml`), settings);
  return repository;
}

/**
 * Creates a folder that other processes see only when it is complete. If two create it, the first one is kept.
 * @param {string} folder
 * @param {(partial: string) => void} fill
 */
function makeFolder(folder, fill) {
  mkdirSync(path.dirname(folder), { recursive: true });
  const partial = mkdtempSync(`${folder}.partial-`);
  try {
    fill(partial);
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function addEngine(repository, folder, { groupId, artifactId, version }) {
  const artifact = `${groupId}:${artifactId}:${version}`;
  const get = ["dependency:get", `-Dartifact=${artifact}`, `-Dmaven.repo.local=${repository}`];
  if (run("mvn", ["--batch-mode", "--quiet", ...get]).status === 0) return;
  console.log(`Building ${artifact} from its npm package, because Maven cannot resolve it ...`);
  const outdir = `${repository}-engine`;
  const skipJavadoc = { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ""} -Dmaven.javadoc.skip=true` };
  pacmak(folder, outdir, "java", [localRepository(repository)], skipJavadoc);
  rmSync(outdir, { recursive: true });
}

/**
 * Returns true if the engine's Go module exists. Without it the Go package cannot be compiled, which a release requires. Some proxies
 * respond with 403 if a module does not exist.
 */
function hasGoModule(engine, release) {
  const { version, targets } = packageOf(engine);
  const module = `${targets.go.moduleName}/${targets.go.packageName}@v${version}`;
  const { status, stderr } = run("go", ["list", "-m", module]);
  if (status === 0) return true;
  if (!/ (403 Forbidden|404 Not Found|410 Gone)$|unknown revision/m.test(stderr)) {
    throw new UsageError(`${stderr.trimEnd()}\n\nCannot determine if ${module} exists. Try again, or set GOPROXY.`);
  }
  if (release) throw new UsageError(`${stderr.trimEnd()}\n\nThe Go package cannot be compiled without ${module}.`);
  console.log(`The Go package is not compiled, because ${module} does not exist.`);
  return false;
}

/** The npm package of an engine. */
function packageOf(engine) {
  const file = require.resolve(`${engine}/package.json`, { paths: [projects[engine]] });
  const { version, jsii } = JSON.parse(readFileSync(file, "utf8"));
  return { folder: path.dirname(file), version, targets: jsii.targets };
}

function localRepository(repository) {
  return `--maven-local-repository=${repository}`;
}

function expectSuccess(command, args, env) {
  const { status, stdout, stderr, error } = run(command, args, env);
  if (status === 0) return;
  console.error(`${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`.trimEnd());
  throw new UsageError(`\n${path.basename(command)} ${args.join(" ")} failed`);
}

function run(command, args, env = {}) {
  const silence = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split(".")[0] };
  return spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: command === "mvn" && process.platform === "win32",
    env: { ...process.env, ...silence, ...env },
  });
}
