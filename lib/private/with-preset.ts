import { StripePortalConfigurationProps } from "../portal-configuration-props";
import { PortalFeatures } from "../portal-features";
import { PortalPresetProps } from "../presets/preset-props";
import { mergeFeatures } from "./merge-features";
import { isStruct } from "./tokens";

/** A preset's properties with the user's changes. What no struct is stays as it is, for the construct to refuse. */
export function withPreset<Props extends PortalPresetProps>(
  props: Props,
  preset: PortalFeatures,
): Props & StripePortalConfigurationProps {
  if (!isStruct(props ?? {})) return props as never;
  return { ...props, features: mergeFeatures(preset, props?.features) };
}
