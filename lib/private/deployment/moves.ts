import { Body } from "../terraform/overrides";
import { namesOf, PORTAL_TYPE } from "./deployment";

/** A `moved` block. */
export interface Move extends Body {
  readonly from: string;
  readonly to: string;
}

const ADDRESS = new RegExp(`^${PORTAL_TYPE}\\.([\\w-]+)$`);

/** The moves of all resources of a portal, whose names are made from that of the provider's. */
export function movesOf(
  moves: readonly Move[],
  parts: { readonly hasStep: boolean; readonly hasGuard: boolean },
): Move[] {
  return moves.flatMap((move) => {
    const [before, after] = [move.from, move.to].map((address) => ADDRESS.exec(address)?.[1]);
    if (before === undefined || after === undefined) return [move];
    const [sources, targets] = [namesOf(before), namesOf(after)];
    const blocks: (keyof typeof targets)[] = ["resource"];
    if (parts.hasStep) blocks.push("desiredState", "step");
    if (parts.hasGuard) blocks.push("guard");
    return blocks.map((block) => ({ from: sources[block].address, to: targets[block].address }));
  });
}

/** A `moved` block for cdktf's HCL renderer. */
export function hclMove({ from, to }: Move): Body {
  return { from: reference(from), to: reference(to) };
}

function reference(address: string): Body {
  return { value: address, type: "simple", storageClassType: "reference" };
}
