import { StripeError } from "./errors";
import type { FormMap } from "./form";
import { list, string } from "./parameters";

/** The paths that a request asked to have expanded. */
export type Expansion = ReadonlySet<string>;

const parameter = list(string());

/** Takes `expand`, which every endpoint accepts, out of the parameters; refuses paths that cannot be expanded. */
export function takeExpansion(sent: FormMap, expandable: readonly string[], version: string): Expansion {
  const node = sent.get("expand");
  sent.delete("expand");
  const asked = node === undefined ? [] : parameter.read(node, { name: "expand", version });
  const refused = asked.find((path) => !expandable.includes(path));
  if (refused !== undefined) {
    throw new StripeError(400, `This property cannot be expanded (${refused}).`, { param: "expand" });
  }
  return new Set(asked);
}

/** What a request on a list asks of each element: `data.product` is `product` there. */
export function ofElements(expansion: Expansion): Expansion {
  return new Set([...expansion].map((path) => path.replace(/^data\./, "")));
}
