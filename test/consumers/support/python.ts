import { Consumer } from "./consumer";

/** Installs packages into a virtual environment in the project and returns its Python. */
export function pythonWith(consumer: Consumer, ...packages: string[]): string {
  const python = process.platform === "win32" ? "venv/Scripts/python" : "venv/bin/python";
  consumer.run("python3", "-m", "venv", "venv");
  consumer.run(python, "-m", "pip", "install", "--quiet", ...packages);
  return python;
}
