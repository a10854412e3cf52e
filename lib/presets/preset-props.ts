import { PortalFeatures } from "../features";
import { PortalProps } from "../portal-props";

/**
 * Properties that every preset has: those of a portal, and changes to the features of the preset.
 */
export interface PortalPresetProps extends PortalProps {
  /**
   * Changes to the features of the preset. Stripe's `features`.
   *
   * The properties of a feature are merged with those of the preset, and your values take precedence. Structs and lists
   * inside a feature are replaced as a whole. `{ enabled: false }` turns off a feature of the preset.
   *
   * @default - the features of the preset
   */
  readonly features?: PortalFeatures;
}
