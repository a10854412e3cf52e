import type { Command } from "commander";

/** `stripe-portal completion <shell>`, and the hidden command that the script of the shell calls. */
export async function addCompletionCommand(program: Command): Promise<void> {
  const { default: addCompletion } = await import("@bomb.sh/tab/commander");
  addCompletion(program, { completionCommandName: "completion" });
}
