import { StripePortalConfigurationProps } from "../../portal-props";
import { PortalFeatures } from "../../features";
import { PortalPresetProps } from "../../presets/preset-props";
import { mergeFeatures } from "./merge-features";
import { isStruct } from "../terraform/tokens";

/** A preset's properties with the changes of the app. A value of another type is returned for the construct to report. */
export function withPreset<Props extends PortalPresetProps>(
  props: Props,
  preset: PortalFeatures,
): Props & StripePortalConfigurationProps {
  if (!isStruct(props ?? {})) return props as never;
  return { ...props, features: mergeFeatures(preset, props?.features) };
}
