import { PortalFeatures } from "../portal-features";
import { PortalProps } from "../portal-props";

/**
 * What every preset takes: the portal's texts and links, and changes to the preset's features.
 */
export interface PortalPresetProps extends PortalProps {
  /**
   * Changes to the preset's features. Stripe's `features`.
   *
   * Merged property by property inside a feature; structs and lists inside a feature are replaced as a whole, and
   * `{ enabled: false }` drops a feature of the preset. What you give always wins.
   *
   * @default - the preset's features
   */
  readonly features?: PortalFeatures;
}
