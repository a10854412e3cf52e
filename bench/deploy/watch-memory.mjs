import { readdirSync, readFileSync } from "node:fs";

const INTERVAL_MS = 100;

/**
 * Watches the memory of Terraform, which a process has started, and of its provider processes. Linux only.
 * @param {number} parent
 * @returns {() => { terraform: number, processes: number, plugins: number, plugin: number }} ends the watch, and returns the peaks:
 *   Terraform's memory in MiB, the number of provider processes, their memory together, and that of the largest one. Memory that
 *   processes share is counted once for all of them together, and in full for a single one.
 */
export function watchMemory(parent) {
  const peaks = { terraform: 0, processes: 0, plugins: 0, plugin: 0 };
  const timer = setInterval(() => {
    const all = runningProcesses();
    const terraform = all.find(({ ppid }) => ppid === parent);
    if (terraform === undefined) return;
    const plugins = all.filter(({ ppid, name }) => ppid === terraform.pid && name.startsWith("terraform-prov"));
    const memory = plugins.map(({ pid }) => memoryOf(pid));
    raise(peaks, {
      terraform: memoryOf(terraform.pid).Rss,
      processes: plugins.length,
      plugins: memory.reduce((sum, { Pss }) => sum + Pss, 0),
      plugin: Math.max(0, ...memory.map(({ Rss }) => Rss)),
    });
  }, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    return peaks;
  };
}

function raise(peaks, values) {
  for (const [name, value] of Object.entries(values)) peaks[name] = Math.max(peaks[name], value);
}

function runningProcesses() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const [, name, ppid] = /^\d+ \((.*)\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`)) ?? [];
      return name === undefined ? [] : [{ pid: Number(pid), ppid: Number(ppid), name }];
    });
}

/** The memory of a process in MiB. `Pss` has its share of the memory that processes share. */
function memoryOf(pid) {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  const [Rss, Pss] = ["Rss", "Pss"].map((name) =>
    Number(new RegExp(`^${name}: +(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0),
  );
  return { Rss: Rss / 1_024, Pss: Pss / 1_024 };
}

/** The content of a file, or nothing if the process has ended. */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
