import * as cdktf from "cdktf";
import { Body } from "./overrides";
import { copyOf, Deferred, isPlain, isScalarToken, mayBeToken } from "./tokens";

/** The blocks of an element in Terraform's JSON, by kind, type and name. */
export interface Blocks {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: Body } };
  readonly moved?: Body[];
  readonly import?: Body[];
}

/** The blocks of an element as it renders them. */
export interface Rendered {
  /** The blocks, which may share objects with others. */
  readonly blocks: Blocks;
  /** True if the blocks contain neither tokens nor undefined values, so that they need not be resolved. */
  readonly isLiteral: boolean;
}

const KINDS = ["resource", "moved", "import"] as const;

/**
 * The result of an element's `toTerraform()`. cdktf resolves each element twice and visits every value: a Fragment resolves its
 * tokens in one pass over its blocks and leaves cdktf nothing to visit. Other readers receive the plain blocks, and their
 * changes count.
 */
export class Fragment implements cdktf.IResolvable {
  readonly resource: Blocks["resource"];
  readonly moved: Blocks["moved"];
  readonly import: Blocks["import"];
  readonly #produce: () => Rendered;
  readonly #references: () => unknown;
  #plain?: Blocks;

  /**
   * @param produce renders the blocks
   * @param references returns a value with all tokens of the blocks, which is resolved instead of them when a stack is prepared
   */
  constructor(produce: () => Rendered, references: () => unknown) {
    this.#produce = produce;
    this.#references = references;
    // Properties of the object itself, so that `{ ...resource.toTerraform() }` contains them.
    for (const kind of KINDS) {
      Object.defineProperty(this, kind, {
        enumerable: true,
        get: () => this.#read()[kind],
        set: (blocks) => Object.assign(this.#read(), { [kind]: blocks }),
      });
    }
  }

  get creationStack(): string[] {
    return [];
  }

  resolve(context: cdktf.IResolveContext): unknown {
    if (this.#plain !== undefined || Object.keys(this).length > KINDS.length) return { ...this };
    if (context.preparing) {
      // Resolving a token of another stack adds an output there. The result is not used.
      resolvedIn(context, this.#references());
      return {};
    }
    const { resource, ...others } = this.#resolved(context);
    return replaceBy(context, { ...others, ...(resource && { resource: mapValues(resource, frozen) }) });
  }

  #resolved(context: cdktf.IResolveContext): Blocks {
    const { blocks, isLiteral } = this.#produce();
    if (isLiteral) return blocks;
    const outer = known;
    known = new Map();
    try {
      return resolvedIn(context, blocks) as Blocks;
    } finally {
      known = outer;
    }
  }

  toString(): string {
    return cdktf.Token.asString(this);
  }

  toJSON(): Blocks {
    return { ...this };
  }

  #read(): Blocks {
    return (this.#plain ??= copyOf(this.#produce().blocks));
  }
}

/** The objects that were resolved for the blocks of an element, which contain parts of the portal several times. */
let known: Map<object, unknown> | undefined;

/** Resolves the tokens of a value as synth does. Parts without tokens are not copied. */
export function resolved(scope: cdktf.TerraformElement, value: unknown): unknown {
  let context!: cdktf.IResolveContext;
  const token = new Deferred((given) => void (context = given));
  cdktf.Tokenization.resolve(token, {
    scope,
    resolver: new cdktf.DefaultTokenResolver(new cdktf.StringConcat()),
    preparing: false,
  });
  // Not inside the token, because cdktf adds a prefix to errors that are thrown while it resolves one.
  return resolvedIn(context, value);
}

/** A resolved value, which cdktf must not visit again when it resolves the whole stack. */
class Frozen implements cdktf.IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly value: unknown) {}

  resolve(context: cdktf.IResolveContext): unknown {
    return replaceBy(context, this.value);
  }

  toString(): string {
    return cdktf.Token.asString(this);
  }

  toJSON(): unknown {
    return this.value;
  }
}

function frozen(blocks: { readonly [name: string]: Body }): { [name: string]: Frozen } {
  return mapValues(blocks, (body) => new Frozen(body));
}

/** Makes a value the result of a token as it is: cdktf resolves the returned value, but not that of a post-processor. */
export function replaceBy(context: cdktf.IResolveContext, value: unknown): undefined {
  context.registerPostProcessor({ postProcess: () => value });
  return undefined;
}

/** Resolves the tokens of a value as cdktf does. Parts without tokens are not copied. */
export function resolvedIn(context: cdktf.IResolveContext, value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "number":
      return mayBeToken(value) ? context.resolve(value as never) : value;
    case "object":
      if (value === null) return null;
      if (Array.isArray(value)) return resolvedList(context, value);
      return isPlain(value) ? resolvedObject(context, value as Body) : context.resolve(value as never);
    case "function":
      return context.resolve(value as never);
    default:
      return value;
  }
}

/** A list with a possible token is resolved as a whole, since it may be an encoded list. */
function resolvedList(context: cdktf.IResolveContext, list: unknown[]): unknown {
  if (list.some(isScalarToken)) return context.resolve(list as never);
  let result: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const item = resolvedIn(context, list[at]);
    if (result === undefined && (item !== list[at] || item === undefined)) result = list.slice(0, at);
    if (item !== undefined) result?.push(item);
  }
  return result ?? list;
}

/** An object with a possible token as a key is resolved as a whole, since it may be an encoded map. */
function resolvedObject(context: cdktf.IResolveContext, object: Body): unknown {
  const before = known?.get(object);
  if (before !== undefined) return before;
  const names = Object.keys(object);
  if (names.some(mayBeToken)) return context.resolve(object as never);
  let result: Body | undefined;
  for (let at = 0; at < names.length; at++) {
    const name = names[at];
    const inner = resolvedIn(context, object[name]);
    if (result === undefined && (inner !== object[name] || inner === undefined)) {
      result = {};
      for (const earlier of names.slice(0, at)) result[earlier] = object[earlier];
    }
    if (result !== undefined && inner !== undefined) result[name] = inner;
  }
  if (result !== undefined) known?.set(object, result);
  return result ?? object;
}

/** An object for names that differ from element to element, which V8 would otherwise make a hidden class for. */
export function dictionary<T>(): { [name: string]: T } {
  return Object.create(null);
}

function mapValues<T, R>(object: { readonly [name: string]: T }, convert: (value: T) => R): { [name: string]: R } {
  const result = dictionary<R>();
  for (const name of Object.keys(object)) result[name] = convert(object[name]);
  return result;
}
