import { median } from "./measure.mjs";
import { machine } from "./results.mjs";
import { table } from "./table.mjs";

/** The wall clock that belongs to a processor time. */
const WALL = { cpu: "wall", processCpu: "processWall" };
const UNITS = { cpu: " ms", processCpu: " ms", wall: " ms", rss: " MiB", modules: "" };

/**
 * The result of a figure, from the medians of its two processes.
 * @param {import("./figures.mjs").Figure} figure
 * @param {Record<string, Record<string, number>[]>} samples the metrics of each run of a process
 */
export function resultOf({ key, ours, theirs, metric, compare = ratio, none, target }, samples) {
  const medianOf = (name, of) => median(samples[name].map((metrics) => metrics[of]));
  const value = compare(medianOf(ours, metric), medianOf(theirs, metric));
  const wall = WALL[metric] && compare(medianOf(ours, WALL[metric]), medianOf(theirs, WALL[metric]));
  const met = value <= target && (none === undefined || medianOf(ours, none) === 0);
  return { key, ours: medianOf(ours, metric), theirs: medianOf(theirs, metric), value, wall, target, met };
}

function ratio(ours, theirs) {
  return ours / theirs;
}

/**
 * @param {import("./figures.mjs").Figure[]} figures
 * @param {Map<string, ReturnType<typeof resultOf>>} results those of skipped figures are missing
 */
export function tableOf(figures, results) {
  const head = ["figure", "ours", "theirs", "ratio", "wall clock", "target", "met"];
  return table(
    head,
    figures.map((figure) => cellsOf(figure, results.get(figure.key))),
  );
}

function cellsOf({ title, metric, target }, result) {
  if (result === undefined) return [title, "", "", "skipped", "", `<= ${target}`, ""];
  const { ours, theirs, value, wall, met } = result;
  const quantity = (number) => `${rounded(number)}${UNITS[metric]}`;
  const ratios = [rounded(value), wall === undefined ? "" : rounded(wall)];
  return [title, quantity(ours), quantity(theirs), ...ratios, `<= ${target}`, met ? "yes" : "no"];
}

/** Three digits, or a whole number. */
function rounded(number) {
  if (number >= 100 || Number.isInteger(number)) return Math.round(number).toLocaleString("en-US");
  return number.toPrecision(3);
}

/**
 * The content of results.json: the machine, the value of each figure by its key (null if it was skipped), and the details.
 * @param {import("./figures.mjs").Figure[]} figures
 * @param {Map<string, ReturnType<typeof resultOf>>} results
 * @param {number} runs
 */
export function documentOf(figures, results, runs) {
  const values = figures.map(({ key }) => [key, results.get(key)?.value ?? null]);
  return { ...machine(), runs, ...Object.fromEntries(values), details: [...results.values()] };
}
