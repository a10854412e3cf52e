// Makes the packages that users of each language install, in dist/<engine>/<language>. C# is code only, so that nobody needs a
// .NET SDK.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { root, setUp } from "./set-up.mjs";

const require = createRequire(import.meta.url);
const tools = require("./tools.json");

/** The folder of each engine's package; the engine is its peer dependency of that name. */
const projects = { cdktf: root, cdktn: path.join(root, "cdktn") };
/** jsii's name of each language, and the tools that its package is made with. */
const languages = { js: [], python: ["python3"], java: ["javac", "mvn"], go: ["go"], dotnet: [] };

const USAGE = `Usage: npm run package -- [language ...] [--engine ${Object.keys(projects).join("|")}] [--release]`;

/** What jsii-pacmak is told besides; code only is code that is not compiled here. */
const OPTIONS = {
  java: (engine) => [localRepository(mavenRepository(engine))],
  go: (engine, release) => (hasGoModule(engine, release) ? [] : ["--code-only"]),
  dotnet: () => ["--code-only"],
};

/** Says in one line what the user can mend. */
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

/** In a release nothing but C# may be left uncompiled. */
function makePackages({ engine, release }, names) {
  oneOf(projects, "engine", engine);
  const chosen = names.length > 0 ? names.map((name) => oneOf(languages, "language", name)) : Object.keys(languages);
  requireTools(chosen);
  setUp({ twin: engine === "cdktn" });
  for (const language of chosen) makePackage(engine, language, release);
}

function oneOf(known, what, name) {
  if (Object.hasOwn(known, name)) return name;
  throw new UsageError(`There is no ${what} "${name}": choose among ${Object.keys(known).join(", ")}`);
}

function requireTools(chosen) {
  for (const language of chosen) {
    for (const tool of languages[language]) {
      if (run(tool, tools[tool].proof).status === 0) continue;
      throw new UsageError(`The package for ${language} needs \`${tool}\`: ${tools[tool].remedy}`);
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
  const made = path.relative(root, path.join(outdir, language));
  console.log(`${made} made in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function pacmak(project, outdir, language, options = [], env = {}) {
  const command = require.resolve("jsii-pacmak/bin/jsii-pacmak");
  const args = [command, project, "--no-npmignore", "--outdir", outdir, ...options, "--targets", language];
  expectSuccess(process.execPath, args, env);
}

/**
 * A Maven repository of our own, which `mvn --settings dist/maven/<engine>-settings.xml` uses: it gets the packages that are
 * made, and has the engine, Maven Central's or, where that is not to be had, one made of the npm package.
 */
function mavenRepository(engine) {
  const { folder, version, targets } = packageOf(engine);
  const { version: pacmakVersion } = require("jsii-pacmak/package.json");
  const repository = path.join(root, "dist", "maven", `${engine}-${version}-pacmak-${pacmakVersion}`);
  // It gets its name when it is complete, and is kept from then on.
  if (!existsSync(repository)) {
    const partial = `${repository}.partial`;
    addEngine(partial, folder, { ...targets.java.maven, version });
    renameSync(partial, repository);
  }
  const settings = `<settings><localRepository>${repository}</localRepository></settings>\n`;
  writeFileSync(path.join(root, "dist", "maven", `${engine}-settings.xml`), settings);
  return repository;
}

function addEngine(repository, folder, { groupId, artifactId, version }) {
  const artifact = `${groupId}:${artifactId}:${version}`;
  const get = ["dependency:get", `-Dartifact=${artifact}`, `-Dmaven.repo.local=${repository}`];
  if (run("mvn", ["--batch-mode", "--quiet", ...get]).status === 0) return;
  console.log(`Making ${artifact} of the npm package, since Maven does not resolve it ...`);
  const outdir = `${repository}-engine`;
  const skipJavadoc = { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ""} -Dmaven.javadoc.skip=true` };
  pacmak(folder, outdir, "java", [localRepository(repository)], skipJavadoc);
  rmSync(outdir, { recursive: true });
}

/**
 * Whether there is the engine's Go module, without which nothing that uses it compiles: a release has code that was compiled.
 * Some proxies answer 403 to what they do not have.
 */
function hasGoModule(engine, release) {
  const { version, targets } = packageOf(engine);
  const module = `${targets.go.moduleName}/${targets.go.packageName}@v${version}`;
  const { status, stderr } = run("go", ["list", "-m", module]);
  if (status === 0) return true;
  if (!/ (403 Forbidden|404 Not Found|410 Gone)$|unknown revision/m.test(stderr)) {
    throw new UsageError(`${stderr.trimEnd()}\n\nWhether there is ${module} cannot be told: try again, or set GOPROXY`);
  }
  if (release) throw new UsageError(`${stderr.trimEnd()}\n\nThe Go package cannot be compiled without ${module}`);
  console.log(`The Go package is not compiled, since there is no ${module}`);
  return false;
}

/** An engine's npm package. */
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
