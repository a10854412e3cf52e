/** The names that lead to a field, with Stripe's names. A list item is `[identity]`, and a metadata key may contain dots. */
export type Path = readonly string[];

export const ROOT: Path = [];

export function join(path: Path, name: string): Path {
  return [...path, name];
}

/** A path in the app's words: `features.subscriptionUpdate.products[prod_1].prices`. */
export function inApp(path: Path): string {
  const isMetadata = path[0] === "metadata";
  return path.reduce((text, name, index) => {
    const word = isMetadata && index > 0 ? name : camelCase(name);
    if (name.startsWith("[") && !isMetadata) return `${text}${name}`;
    return text === "" ? word : `${text}.${word}`;
  }, "");
}

/** The dotted path without list items: `features.subscription_update.products.prices`. */
export function withoutItems(path: Path): string {
  return path.filter((name) => !name.startsWith("[")).join(".");
}

function camelCase(name: string): string {
  return name.startsWith("[") ? name : name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
