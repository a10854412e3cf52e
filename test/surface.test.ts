import { readAssembly } from "./support/assembly";
import { Json } from "./support/synth";

/** The published surface. */
const { name, types, dependencies }: Json = readAssembly();
const GENERATED = `${name}.provider.`;
const own: Json[] = Object.values<Json>(types).filter(({ fqn }) => !fqn.startsWith(GENERATED));
const ofKind = (kind: string): Json[] => own.filter((type) => type.kind === kind);
const structs = ofKind("interface").filter(({ datatype }) => datatype);
const classes = ofKind("class");

/** Everything that a type declares, by full name. */
const membersOf = (type: Json): [string, Json][] =>
  [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])].map((member) => [
    `${type.name}.${member.name}`,
    member,
  ]);
const members = own.flatMap(membersOf);
const parametersOf = (type: Json): [string, Json][] =>
  [...(type.methods ?? []), ...(type.initializer ? [type.initializer] : [])].flatMap(
    ({ name = "new", parameters = [] }) =>
      parameters.map((parameter: Json) => [`${type.name}.${name}(${parameter.name})`, parameter]),
  );

/** Every type reference in a declaration. Nothing else in it has either of these keys. */
function references(declaration: Json): Json[] {
  if (typeof declaration !== "object" || declaration === null) return [];
  const inner = Object.values(declaration).flatMap(references);
  return declaration.type ? [declaration.type, ...inner] : inner;
}

const named = (declarations: [string, Json][], isWrong: (declaration: Json) => boolean) =>
  declarations.filter(([, declaration]) => isWrong(declaration)).map(([declared]) => declared);

test("is not empty", () => {
  expect(classes.map((type) => type.name).sort()).toEqual([
    "BasicPortal",
    "FullPortal",
    "RevenueSafePortal",
    "StripePortalConfiguration",
    "SubscriptionPortal",
  ]);
  expect(Object.keys(dependencies).sort()).toEqual(["cdktf", "constructs"]);
});

test("every type, member and parameter is documented", () => {
  const declarations = [
    ...own.map((type): [string, Json] => [type.name, type]),
    ...members,
    ...own.flatMap(parametersOf),
  ];
  expect(named(declarations, ({ docs }) => !docs?.summary)).toEqual([]);
});

test("every class links to Stripe's documentation and has an example", () => {
  expect(classes.filter(({ docs }) => !docs.see || !docs.example).map((type) => type.name)).toEqual([]);
});

test("every optional property documents its default", () => {
  const properties = structs.flatMap(membersOf);
  expect(properties.length).toBeGreaterThan(50);
  expect(named(properties, ({ optional, docs }) => optional && !docs.default)).toEqual([]);
  expect(named(properties, ({ docs }) => /undefined/.test(docs.default ?? ""))).toEqual([]);
  expect(named(properties, ({ optional, docs }) => !optional && docs.default)).toEqual([]);
});

test("every property of a struct is read-only", () => {
  expect(named(structs.flatMap(membersOf), ({ immutable }) => !immutable)).toEqual([]);
});

test.each(classes.map((type): [string, Json] => [type.name, type]))(
  "%s is constructed with scope, id and props",
  (_, type) => {
    const [scope, id, props, ...rest] = type.initializer.parameters;
    expect([scope.name, scope.type]).toEqual(["scope", { fqn: "constructs.Construct" }]);
    expect([id.name, id.type]).toEqual(["id", { primitive: "string" }]);
    expect([props.name, props.type]).toEqual(["props", { fqn: `${type.fqn}Props` }]);
    expect(rest).toEqual([]);
  },
);

test("the only union is `boolean | IResolvable`, and nothing is untyped", () => {
  const flag = { types: [{ primitive: "boolean" }, { fqn: "cdktf.IResolvable" }] };
  const all = own.flatMap(references);
  for (const { union } of all.filter((type) => type.union)) expect(union).toEqual(flag);
  expect(all.filter(({ primitive }) => primitive === "any" || primitive === "json")).toEqual([]);
});

test("generated types stay in their submodule", () => {
  expect(JSON.stringify(own)).not.toContain(GENERATED);
});

test("every exported struct, interface and enum is used by another type", () => {
  const unused = own.filter(
    ({ fqn, kind }) =>
      kind !== "class" && !own.some((other) => other.fqn !== fqn && JSON.stringify(other).includes(`"${fqn}"`)),
  );
  expect(unused.map((type) => type.name)).toEqual([]);
});

test("enum members are upper snake case", () => {
  const enumMembers = ofKind("enum").flatMap(membersOf);
  expect(enumMembers.length).toBeGreaterThan(20);
  expect(named(enumMembers, (member) => !/^[A-Z]+(_[A-Z]+)*$/.test(member.name))).toEqual([]);
});

test("the names of behavioral interfaces, but not of structs, start with I", () => {
  const begin = (type: Json) => /^I[A-Z]/.test(type.name);
  expect(ofKind("interface").filter((type) => begin(type) === Boolean(type.datatype))).toEqual([]);
});
