import { writeFileSync } from "node:fs";
import { constants } from "node:os";
import { type Command, Option } from "commander";
import { isColorSupported } from "picocolors";
import type { CheckOptions } from "../check/check";
import { renderJson } from "../check/output/json";
import { renderMarkdown } from "../check/output/markdown";
import { Progress } from "../check/output/progress";
import { renderText } from "../check/output/text";
import { redact } from "../check/redact";
import type { Report } from "../check/report";
import { ExitCode, UsageError } from "../exit-codes";

interface CheckFlags {
  readonly stack?: readonly string[];
  readonly json?: boolean;
  readonly junit?: string;
  readonly markdown?: boolean;
  readonly expectId?: readonly string[];
  readonly ignore?: string;
  readonly onlyManaged?: boolean;
  readonly apiKeyFile?: string;
}

const HELP = `
DIR is the folder with cdktf.json, whose app is synthesized first, or the output of a synth, or one stack of it. The
environment is the one that Terraform needs for a plan. The API key comes from STRIPE_API_KEY; a restricted key with
Customer portal: Read and Prices: Read suffices. Nothing is changed in Stripe, in the state or in the app.

Examples:
  stripe-portal check
  stripe-portal check --stack billing --expect-id "$STRIPE_PORTAL_ID"
  stripe-portal check cdktf.out/stacks/billing --json
  stripe-portal check --markdown --ignore portal-ignore.yaml

Exit codes (terraform plan -detailed-exitcode has 1 and 2 the other way around):
  0    equal: everything was compared
  1    different
  2    not compared, at least in part; also for invalid options`;

/** `stripe-portal check [dir]` */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .summary("compare Stripe with the code")
    .description("Checks that the code was applied, and that Stripe still matches it.")
    .argument("[dir]", "the folder of the app, or a synthesized stack", ".")
    .option("--stack <name>", "check only this stack; can be repeated", collect)
    .addOption(new Option("--json", "print the whole report as JSON").conflicts("markdown"))
    .option("--junit <file>", "also write the report as JUnit XML to this file")
    .option("--markdown", "print the report as Markdown, for a comment in a pull request")
    .option(
      "--expect-id <id>",
      "fail unless the app manages this configuration and it is active; can be repeated",
      collect,
    )
    .option("--ignore <file>", "a YAML list of differences to ignore, with property, reason and expires")
    .option("--only-managed", "do not list the portals that the app does not manage")
    .option("--api-key-file <file>", "read the API key from this file instead of STRIPE_API_KEY")
    .addHelpText("after", HELP)
    .action(async (folder: string, flags: CheckFlags) => {
      process.exitCode = await runCheck(folder, flags);
    });
}

function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

async function runCheck(folder: string, flags: CheckFlags): Promise<number> {
  const progress = new Progress(process.stderr);
  exitOnSignals();
  try {
    // Loaded when needed: the other commands use neither npm stripe nor XML.
    const { check } = await import("../check/check.js");
    const report = await check(folder, optionsOf(flags, progress.show), process.env);
    progress.clear();
    if (flags.junit !== undefined) await writeJunit(flags.junit, report);
    process.stdout.write(redact(render(report, flags)));
    return report.exitCode;
  } catch (error) {
    progress.clear();
    // 1 means "different", so every other failure must be a 2.
    throw error instanceof UsageError ? error : new UsageError(messageOf(error));
  }
}

function optionsOf(flags: CheckFlags, progress: (message: string) => void): CheckOptions {
  const { stack: stacks, expectId: expectedIds, ignore: ignoreFile, onlyManaged, apiKeyFile } = flags;
  return { stacks, expectedIds, ignoreFile, onlyManaged, apiKeyFile, progress };
}

async function writeJunit(file: string, report: Report): Promise<void> {
  const { renderJunit } = await import("../check/output/junit.js");
  writeFileSync(file, redact(renderJunit(report)));
}

function render(report: Report, { json, markdown }: CheckFlags): string {
  if (json) return renderJson(report);
  return markdown ? renderMarkdown(report) : renderText(report, isColorSupported && process.stdout.isTTY === true);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs the exit handlers, which remove the plan. Terraform receives the signal of a terminal too. */
function exitOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => process.exit(ExitCode.SIGNALLED + constants.signals[signal]));
  }
}
