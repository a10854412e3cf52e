import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { UsageError } from "../../exit-codes";
import { run } from "./run";

/** A synthesized stack. */
export interface Stack {
  readonly name: string;
  /** Terraform's working directory. */
  readonly folder: string;
}

interface Project {
  readonly app?: string;
  readonly output?: string;
  readonly context?: object;
}

interface Manifest {
  readonly stacks?: { readonly [key: string]: { readonly name: string; readonly workingDirectory: string } };
}

/**
 * The stacks of a folder: a project with a cdktf.json, whose app is synthesized first, so that its current code is compared; the
 * output of a synth; or one stack of it.
 */
export async function findStacks(
  folder: string,
  names: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<readonly Stack[]> {
  const all = await allStacks(resolve(folder), env);
  const unknown = names.find((name) => !all.some((stack) => stack.name === name));
  if (unknown !== undefined) {
    throw new UsageError(`no stack is named ${unknown}; expected ${all.map(({ name }) => name).join(" or ")}`);
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

async function allStacks(folder: string, env: NodeJS.ProcessEnv): Promise<readonly Stack[]> {
  if (existsSync(join(folder, "cdktf.json"))) return synthesize(folder, env);
  if (existsSync(join(folder, "manifest.json"))) return stacksIn(folder);
  if (["cdk.tf.json", "cdk.tf"].some((file) => existsSync(join(folder, file)))) {
    return [{ name: basename(folder), folder }];
  }
  throw new UsageError(
    `${shown(folder)} contains neither cdktf.json nor a synthesized stack; pass the folder of the app`,
  );
}

/** Runs the app as `cdktf synth` does, without the need for cdktf-cli. */
async function synthesize(folder: string, env: NodeJS.ProcessEnv): Promise<readonly Stack[]> {
  const { app, output = "cdktf.out", context } = readJson(join(folder, "cdktf.json")) as Project;
  if (app === undefined) throw new UsageError(`${shown(join(folder, "cdktf.json"))} has no \`app\``);
  const outdir = resolve(folder, output);
  const result = await run(app, [], {
    cwd: folder,
    env: {
      ...env,
      CDKTF_OUTDIR: outdir,
      ...(context !== undefined && { CDKTF_CONTEXT_JSON: JSON.stringify(context) }),
    },
    shell: true,
  });
  if (result.code !== 0) {
    const lines = `${result.stdout}${result.stderr}`.trim();
    throw new UsageError(`the app cannot be synthesized: \`${app}\` exited with code ${result.code}\n${lines}`);
  }
  return stacksIn(outdir);
}

function stacksIn(folder: string): readonly Stack[] {
  const { stacks } = readJson(join(folder, "manifest.json")) as Manifest;
  if (stacks === undefined) throw new UsageError(`${shown(folder)} is not the output of a synth`);
  return Object.values(stacks).map(({ name, workingDirectory }) => ({ name, folder: join(folder, workingDirectory) }));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`cannot read ${shown(file)}: ${(error as Error).message}`);
  }
}

/** A path for messages and commands: relative if it is in the current folder. */
export function shown(path: string): string {
  const inside = relative("", path);
  return inside.startsWith("..") ? path : inside || ".";
}
