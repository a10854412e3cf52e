import * as library from "../../lib";

/** The engine that this run of the tests is for: see jest.config.cjs. */
declare const ENGINE: string;

export const PACKAGE = `${ENGINE}-stripe-portal`;

/** Adds jsii's full names to the classes of the library, which they have only if jsii compiled them. */
export function nameOwnClasses(): void {
  const jsii = Symbol.for("jsii.rtti");
  for (const [name, type] of Object.entries(library)) {
    if (typeof type !== "function" || Object.hasOwn(type, jsii)) continue;
    Object.defineProperty(type, jsii, { value: { fqn: `${PACKAGE}.${name}` } });
  }
}
