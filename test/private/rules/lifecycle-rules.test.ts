import * as cdktf from "cdktf";
import { ApplyVia, StripePortalConfiguration, StripePortalConfigurationProps } from "../../../lib";
import { literalKeys } from "../../../lib/private/provider-configuration";
import { Price } from "../../../lib/provider/price";
import { StripeProvider } from "../../../lib/provider/provider";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { environmentOf, made, messageOf, portalOf, refusalOf, refused, synthOf } from "../../support/synth";

const oneInstance =
  "a portal is one configuration: what waits for it and reads from it needs one address; " +
  "make a construct for each portal, in a loop of the program";

/** What the whole program is refused with, once the portal is there. */
const refusalAfter = (change: (portal: StripePortalConfiguration) => void, props = MINIMAL) =>
  messageOf(() => synthOf((stack) => change(new StripePortalConfiguration(stack, "portal", props))));

describe("several instances", () => {
  const forEach = cdktf.TerraformIterator.fromList(["a", "b"]);

  test("fail in the properties", () => {
    const props = { ...MINIMAL, count: 2, forEach } as StripePortalConfigurationProps;
    expect(refusalOf(props)).toBe(refused(`\`count\`: ${oneInstance}`, `\`forEach\`: ${oneInstance}`));
  });

  test.each<[string, (portal: StripePortalConfiguration) => void]>([
    ["a count on the resource", ({ resource }) => (resource.count = 2)],
    ["a count of a variable", ({ resource }) => (resource.count = cdktf.TerraformCount.of("${var.count}" as never))],
    ["an iterator on the resource", ({ resource }) => (resource.forEach = forEach)],
    ["an override of count", ({ resource }) => resource.addOverride("count", 2)],
    ["an override of for_each", ({ resource }) => resource.addOverride("for_each", "${var.portals}")],
  ])("fail by %s", (_, change) => {
    for (const props of [MINIMAL, SWITCHING]) {
      expect(refusalAfter(change, props)).toContain(`\n  - \`resource.count / resource.forEach\`: ${oneInstance}\n`);
    }
  });
});

describe("createBeforeDestroy", () => {
  test.each([undefined, true])("may be %p", (createBeforeDestroy) => {
    expect(refusalOf({ ...MINIMAL, lifecycle: { createBeforeDestroy } })).toBeUndefined();
  });

  test("fails when it is false", () => {
    expect(refusalOf({ ...MINIMAL, lifecycle: { createBeforeDestroy: false } })).toBe(
      refused("`lifecycle.createBeforeDestroy`: a portal stays until its successor is there; got: false; leave it out"),
    );
  });
});

describe("a key in the program", () => {
  const withKey = (apiKey: (stack: cdktf.TerraformStack) => string, props = MINIMAL) =>
    messageOf(() =>
      synthOf((stack) => {
        new StripePortalConfiguration(stack, "portal", props);
        new StripeProvider(stack, "stripe", { apiKey: apiKey(stack) });
      }),
    );

  test.each<[string, (stack: cdktf.TerraformStack) => string]>([
    ["a variable", (stack) => new cdktf.TerraformVariable(stack, "key", { sensitive: true }).stringValue],
    ["an expression", () => "${var.key}"],
    ["a local value", (stack) => new cdktf.TerraformLocal(stack, "key", "${var.key}").asString],
  ])("may be %s", (_, key) => {
    expect(withKey(key)).toBeUndefined();
  });

  test.each([
    ["a test key", "sk_test_51HxSecret", "51HxSecret"],
    ["a restricted live key", "rk_live_51HxSecret", "51HxSecret"],
    ["a key inside an expression", '${sensitive("sk_live_51HxSecret")}', "51HxSecret"],
    ["anything written out", "secret-of-a-double", "secret-of-a-double"],
  ])("fails as %s, without being shown", (_, key, secret) => {
    for (const props of [MINIMAL, SWITCHING]) {
      const message = withKey(() => key, props);
      expect(message).toContain(
        "\n  - `provider.apiKey`: a key that is written out in the program ends up in files, plans and repositories; " +
          "leave it out and set STRIPE_API_KEY, or give it as an ephemeral `TerraformVariable` (TF_VAR_...)\n",
      );
      expect(message).not.toContain(secret);
    }
  });

  test("fails as a literal of the aliased provider that the portal uses, and of no other", () => {
    const using = (used: "literal" | "variable") =>
      messageOf(() =>
        synthOf((stack) => {
          const literal = new StripeProvider(stack, "literal", { alias: "literal", apiKey: "sk_test_1" });
          const variable = new StripeProvider(stack, "variable", { alias: "variable", apiKey: "${var.key}" });
          const provider = { literal, variable }[used];
          new StripePortalConfiguration(stack, "portal", { ...MINIMAL, provider });
        }),
      );
    expect(using("variable")).toBeUndefined();
    expect(using("literal")).toContain("`provider.apiKey`");
  });
});

describe("a key behind a name", () => {
  const keyed = (apiKey: (stack: cdktf.TerraformStack) => string) =>
    messageOf(() =>
      synthOf((stack) => {
        new StripeProvider(stack, "stripe", { apiKey: apiKey(stack) });
        new StripePortalConfiguration(stack, "portal", MINIMAL);
      }),
    );
  const variable = (stack: cdktf.TerraformStack, value?: string) =>
    new cdktf.TerraformVariable(stack, "key", { type: "string", ...(value && { default: value }) }).stringValue;

  test("fails as the default of a variable, and as a local, without being shown", () => {
    for (const message of [
      keyed((stack) => variable(stack, "sk_live_51Habc")),
      keyed((stack) => new cdktf.TerraformLocal(stack, "key", "sk_live_51Habc").asString),
      keyed((stack) => {
        const keys = new cdktf.TerraformVariable(stack, "keys", { default: { live: "sk_live_51Habc" } });
        return cdktf.Fn.lookup(keys.value, "live");
      }),
      keyed((stack) => {
        const later = new cdktf.TerraformVariable(stack, "later", { type: "string" });
        later.addOverride("default", "sk_live_51Habc");
        return later.stringValue;
      }),
    ]) {
      expect(message).toContain("- `provider.apiKey`: a key that is written out in the program");
      expect(message).not.toContain("51Habc");
    }
  });

  test("fails however deep it is in plain data, and whatever is beside it", () => {
    const circle: Record<string, unknown> = { bigint: 5n, symbol: Symbol("x"), none: null, map: new Map() };
    circle.circle = circle;
    const element = new cdktf.TerraformLocal(new cdktf.TerraformStack(cdktf.Testing.app(), "other"), "local", 1);
    for (const value of [[circle, { keys: ["sk_live_51Habc"] }], { sk_live_51Habc: element }]) {
      const [local] = literalKeys([new cdktf.TerraformLocal(element.cdktfStack, "key", value)]);
      expect(local).toBe("local.key");
      element.cdktfStack.node.tryRemoveChild("key");
    }
    expect(literalKeys([new cdktf.TerraformLocal(element.cdktfStack, "circle", circle)])).toEqual([]);
  });

  test("passes as a variable whose name begins like that of one with a key", () => {
    const named = (id: string) =>
      keyed((stack) => {
        variable(stack, "sk_live_51Habc");
        return new cdktf.TerraformVariable(stack, id, { type: "string" }).stringValue;
      });
    expect([named("key-2"), named("key_2"), named("my_key")]).toEqual([undefined, undefined, undefined]);
  });

  test("passes as a variable without one, beside others that the provider does not take", () => {
    expect(keyed((stack) => variable(stack))).toBeUndefined();
    expect(
      keyed((stack) => {
        new cdktf.TerraformVariable(stack, "other_key", { type: "string", default: "sk_live_51Habc" });
        return variable(stack);
      }),
    ).toBeUndefined();
  });

  test("is none where it is empty: the environment's is used", () => {
    const terraform = synthOf((stack) => {
      new StripeProvider(stack, "stripe", { apiKey: "" });
      new StripePortalConfiguration(stack, "portal", SWITCHING);
    });
    expect(environmentOf(made(terraform).step)).not.toHaveProperty("STRIPE_API_KEY");
  });
});

describe("locals and variables of the app", () => {
  const price = (stack: cdktf.TerraformStack) =>
    new Price(stack, "price", { product: "prod_1", currency: "usd", recurring: [{ interval: "month" }] });
  const VALUES: [string, (stack: cdktf.TerraformStack) => unknown][] = [
    ["a list of complex objects", (stack) => price(stack).recurring],
    ["a complex object", (stack) => price(stack).recurring.get(0)],
    ["a complex object in a list", (stack) => [price(stack).recurring.get(0)]],
    ["a list of complex objects in a map", (stack) => ({ recurring: price(stack).recurring })],
    ["a computed list", (stack) => price(stack).currencyOptions],
    ["a map", (stack) => price(stack).metadata],
    ["an attribute", (stack) => price(stack).unitAmount],
    ["a lazy value", () => cdktf.Lazy.anyValue({ produce: () => ({ a: 1 }) })],
    ["an iterator", () => cdktf.TerraformIterator.fromList(["a"])],
    ["a function's result", (stack) => cdktf.Fn.merge([price(stack).recurring, {}])],
    ["a variable's value", (stack) => new cdktf.TerraformVariable(stack, "value", {}).value],
    ["a date", () => new Date(0)],
    ["null", () => null],
  ];
  test.each(VALUES)("may be %s", (_, value) => {
    for (const apiKey of [undefined, "${var.key}", "${local.local}"]) {
      expect(
        messageOf(() =>
          synthOf((stack) => {
            new StripeProvider(stack, "stripe", { apiKey });
            new StripePortalConfiguration(stack, "portal", MINIMAL);
            new cdktf.TerraformLocal(stack, "local", value(stack) as never);
          }),
        ),
      ).toBeUndefined();
    }
  });

  test("are searched only if a provider takes its key from the app", () => {
    const timesRead = (apiKey?: string) => {
      let times = 0;
      synthOf((stack) => {
        new StripeProvider(stack, "stripe", { apiKey });
        new StripePortalConfiguration(stack, "portal", MINIMAL);
        const local = new cdktf.TerraformLocal(stack, "local", 1);
        const write = local.toTerraform.bind(local);
        local.toTerraform = () => {
          times++;
          return write();
        };
      });
      return times;
    };
    expect(timesRead("${var.key}")).toBe(timesRead() + 1);
  });
});

describe("the resource", () => {
  const portal = { ...SWITCHING };

  test("is adopted by the property alone", () => {
    expect(refusalAfter(({ resource }) => resource.importFrom("bpc_1"))).toBe(
      refused(
        "`resource.importFrom()`: the portal must know that it adopts a configuration; use the property `importFrom`",
      ),
    );
  });

  test("stays where a step knows it", () => {
    const message = refused(
      "`resource.moveToId()`: a portal with a step stays where it is; call `moveFromId()` of the one that takes its place",
    );
    expect(refusalAfter(({ resource }) => resource.moveToId("stripe_billing_portal_configuration.x"), portal)).toBe(
      message,
    );
    expect(refusalAfter(({ resource }) => resource.moveTo("x"), portal)).toBe(message.replace("moveToId", "moveTo"));
    expect(
      refusalAfter(({ resource }) => resource.moveToId("stripe_billing_portal_configuration.x"), {
        ...MINIMAL,
        applyVia: ApplyVia.PROVIDER,
      }),
    ).toBeUndefined();
  });
});

describe("ignoreChanges", () => {
  const ignoring = (ignoreChanges: string[] | "all", props = SWITCHING) => ({ ...props, lifecycle: { ignoreChanges } });
  const rule =
    "`lifecycle.ignoreChanges`: must name whole top-level attributes, because the step sends the whole portal";
  const fix =
    "use some of active, business_profile, default_return_url, features, login_page, metadata, name, " +
    "or set `applyVia: ApplyVia.PROVIDER`";

  test("takes top-level attributes", () => {
    const all = ["active", "business_profile", "default_return_url", "features", "login_page", "metadata", "name"];
    expect(refusalOf(ignoring(all))).toBeUndefined();
  });

  test.each(["features.subscription_update", "metadata.team", "metadata[0]", "nome"])(
    "rejects %s, unless the portal has no step",
    (path) => {
      expect(refusalOf(ignoring(["name", path], MINIMAL))).toContain(`\n  - ${rule}; got: "${path}"; ${fix}\n`);
    },
  );

  test('rejects "all", by property, later or by override, unless the portal has no step', () => {
    const message = `\n  - ${rule}; got: "all"; ${fix}\n`;
    expect(refusalOf(ignoring("all"))).toContain(message);
    expect(refusalAfter(({ resource }) => (resource.lifecycle = { ignoreChanges: "all" }), SWITCHING)).toContain(
      message,
    );
    expect(
      refusalAfter(({ resource }) => resource.addOverride("lifecycle.ignore_changes", "all"), SWITCHING),
    ).toContain(message);
  });

  test("is Terraform's own with ApplyVia.PROVIDER", () => {
    const props = { ...MINIMAL, applyVia: ApplyVia.PROVIDER };
    const nested = ["features.customer_update"];
    expect(portalOf(ignoring(nested, props)).resource.lifecycle.ignore_changes).toEqual(nested);
    expect(portalOf(ignoring("all", props)).resource.lifecycle.ignore_changes).toBe("all");
  });
});
