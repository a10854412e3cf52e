import { invalid } from "../errors";
import type { FormNode } from "../form";

/** The context of a parameter: its full name in the request, and the request's API version. */
export interface Place {
  readonly name: string;
  readonly version: string;
}

/**
 * One parameter of a request: its description, which tests compare with Stripe's OpenAPI, and its parser, which throws a
 * StripeError if Stripe would reject the value.
 */
export interface Parameter<T = unknown> {
  readonly kind: "string" | "boolean" | "integer" | "number" | "enum" | "list" | "object" | "map" | "unsupported";
  readonly values?: readonly string[];
  /** The API versions that added some of the values. */
  readonly valuesSince?: Readonly<Record<string, string>>;
  readonly fields?: Fields;
  readonly of?: Parameter;
  readonly required?: boolean;
  /** The API version that added the parameter. */
  readonly since?: string;
  readonly example?: string;
  read(node: FormNode, place: Place): T;
}

export type Fields = Readonly<Record<string, Parameter>>;
type Required<T> = Parameter<T> & { readonly required: true };
type Read<P> = P extends Parameter<infer T> ? T : never;
type RequiredNames<F extends Fields> = {
  [N in keyof F]: F[N] extends { readonly required: true } ? N : never;
}[keyof F];

/** The values of some fields. Omitted fields are undefined. */
export type Values<F extends Fields> = { [N in RequiredNames<F>]: Read<F[N]> } & {
  [N in Exclude<keyof F, RequiredNames<F>>]?: Read<F[N]>;
};

export function required<T>(parameter: Parameter<T>): Required<T> {
  return { ...parameter, required: true };
}

export function since<T>(version: string, parameter: Parameter<T>): Parameter<T> {
  return { ...parameter, since: version };
}

/** A parameter that `""` unsets. */
export function emptyable<T>(parameter: Parameter<T>): Parameter<T | null> {
  return { ...parameter, read: (node, place) => (node === "" ? null : parameter.read(node, place)) };
}

/** Rejects an empty value if the parameter cannot be unset. */
export function nonEmpty(value: string, name: string): string {
  if (value === "") {
    const message =
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however ` +
      `'${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`;
    throw invalid(name, message, "parameter_invalid_empty");
  }
  return value;
}
