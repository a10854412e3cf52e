import * as cdktf from "cdktf";
import { ApplyVia, StripePortalConfiguration, StripePortalConfigurationProps } from "../../../lib";
import { literalKeys } from "../../../lib/private/terraform/provider";
import { Price } from "../../../lib/provider/price";
import { StripeProvider } from "../../../lib/provider/provider";
import { MINIMAL, SWITCHING } from "../../support/portals";
import { blocksOf, environmentOf, errorOf, expectedError, messageOf, portalOf, synthOf } from "../../support/synth";

const oneInstance =
  "a portal cannot have several instances, because other resources refer to it by one address; " +
  "create one construct for each portal, for example in a loop";

/** The error of a stack in which `change` is applied to a portal. */
const errorAfter = (change: (portal: StripePortalConfiguration) => void, props = MINIMAL) =>
  messageOf(() => synthOf((stack) => change(new StripePortalConfiguration(stack, "portal", props))));

describe("several instances", () => {
  const forEach = cdktf.TerraformIterator.fromList(["a", "b"]);

  test("are rejected in the props", () => {
    const props = { ...MINIMAL, count: 2, forEach } as StripePortalConfigurationProps;
    expect(errorOf(props)).toBe(expectedError(`\`count\`: ${oneInstance}`, `\`forEach\`: ${oneInstance}`));
  });

  test.each<[string, (portal: StripePortalConfiguration) => void]>([
    ["a count on the resource", ({ resource }) => (resource.count = 2)],
    ["a count of a variable", ({ resource }) => (resource.count = cdktf.TerraformCount.of("${var.count}" as never))],
    ["an iterator on the resource", ({ resource }) => (resource.forEach = forEach)],
    ["an override of count", ({ resource }) => resource.addOverride("count", 2)],
    ["an override of for_each", ({ resource }) => resource.addOverride("for_each", "${var.portals}")],
  ])("are rejected by %s", (_, change) => {
    for (const props of [MINIMAL, SWITCHING]) {
      expect(errorAfter(change, props)).toContain(`\n  - \`resource.count / resource.forEach\`: ${oneInstance}\n`);
    }
  });
});

describe("createBeforeDestroy", () => {
  test.each([undefined, true])("can be %p", (createBeforeDestroy) => {
    expect(errorOf({ ...MINIMAL, lifecycle: { createBeforeDestroy } })).toBeUndefined();
  });

  test("rejects false", () => {
    expect(errorOf({ ...MINIMAL, lifecycle: { createBeforeDestroy: false } })).toBe(
      expectedError(
        "`lifecycle.createBeforeDestroy`: cannot be false, because a portal must stay until its replacement exists; got: false; remove it",
      ),
    );
  });
});

describe("an API key in the app", () => {
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
  ])("can be %s", (_, key) => {
    expect(withKey(key)).toBeUndefined();
  });

  test.each([
    ["a test key", "sk_test_51HxSecret", "51HxSecret"],
    ["a restricted live key", "rk_live_51HxSecret", "51HxSecret"],
    ["a key inside an expression", '${sensitive("sk_live_51HxSecret")}', "51HxSecret"],
    ["anything written out", "secret-of-a-double", "secret-of-a-double"],
  ])("is rejected as %s, without being shown", (_, key, secret) => {
    for (const props of [MINIMAL, SWITCHING]) {
      const message = withKey(() => key, props);
      expect(message).toContain(
        "\n  - `provider.apiKey`: the API key cannot be a literal, because it would end up in files, plans and repositories; " +
          "remove it and set STRIPE_API_KEY, or use an ephemeral `TerraformVariable` without a default (TF_VAR_...)\n",
      );
      expect(message).not.toContain(secret);
    }
  });

  test("is rejected as a literal only in the provider that the portal uses", () => {
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

describe("an API key in a variable or a local", () => {
  const keyed = (apiKey: (stack: cdktf.TerraformStack) => string) =>
    messageOf(() =>
      synthOf((stack) => {
        new StripeProvider(stack, "stripe", { apiKey: apiKey(stack) });
        new StripePortalConfiguration(stack, "portal", MINIMAL);
      }),
    );
  const variable = (stack: cdktf.TerraformStack, value?: string) =>
    new cdktf.TerraformVariable(stack, "key", { type: "string", ...(value && { default: value }) }).stringValue;

  test("is rejected as a default value and as a local, without being shown", () => {
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
      expect(message).toContain("- `provider.apiKey`: the API key cannot be a literal");
      expect(message).not.toContain("51Habc");
    }
  });

  test("is found at any depth of plain data", () => {
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

  test("does not affect a variable whose name starts with the name of one with a key", () => {
    const named = (id: string) =>
      keyed((stack) => {
        variable(stack, "sk_live_51Habc");
        return new cdktf.TerraformVariable(stack, id, { type: "string" }).stringValue;
      });
    expect([named("key-2"), named("key_2"), named("my_key")]).toEqual([undefined, undefined, undefined]);
  });

  test("is accepted in variables that the provider does not use", () => {
    expect(keyed((stack) => variable(stack))).toBeUndefined();
    expect(
      keyed((stack) => {
        new cdktf.TerraformVariable(stack, "other_key", { type: "string", default: "sk_live_51Habc" });
        return variable(stack);
      }),
    ).toBeUndefined();
  });

  test("is accepted if it is empty, because the environment provides the key", () => {
    const terraform = synthOf((stack) => {
      new StripeProvider(stack, "stripe", { apiKey: "" });
      new StripePortalConfiguration(stack, "portal", SWITCHING);
    });
    expect(environmentOf(blocksOf(terraform).step)).not.toHaveProperty("STRIPE_API_KEY");
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
  test.each(VALUES)("can be %s", (_, value) => {
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
  test("rejects importFrom()", () => {
    expect(errorAfter(({ resource }) => resource.importFrom("bpc_1"))).toBe(
      expectedError(
        "`resource.importFrom()`: cannot be called, since the portal renders the import; set the property `importFrom`",
      ),
    );
  });
});

describe("ignoreChanges", () => {
  const ignoring = (ignoreChanges: string[] | "all", props = SWITCHING) => ({ ...props, lifecycle: { ignoreChanges } });
  const rule =
    "`lifecycle.ignoreChanges`: must contain whole top-level attributes, because the step sends the whole portal";
  const fix =
    "use active, business_profile, default_return_url, features, login_page, metadata, name, " +
    "or set `applyVia: ApplyVia.PROVIDER`";

  test("accepts top-level attributes", () => {
    const all = ["active", "business_profile", "default_return_url", "features", "login_page", "metadata", "name"];
    expect(errorOf(ignoring(all))).toBeUndefined();
  });

  test.each(["features.subscription_update", "metadata.team", "metadata[0]", "nome"])(
    "rejects %s if the portal has a step",
    (path) => {
      expect(errorOf(ignoring(["name", path], MINIMAL))).toContain(`\n  - ${rule}; got: "${path}"; ${fix}\n`);
    },
  );

  test('rejects "all" if the portal has a step', () => {
    const message = `\n  - ${rule}; got: "all"; ${fix}\n`;
    expect(errorOf(ignoring("all"))).toContain(message);
    expect(errorAfter(({ resource }) => (resource.lifecycle = { ignoreChanges: "all" }), SWITCHING)).toContain(message);
    expect(errorAfter(({ resource }) => resource.addOverride("lifecycle.ignore_changes", "all"), SWITCHING)).toContain(
      message,
    );
  });

  test("is passed to Terraform unchanged with ApplyVia.PROVIDER", () => {
    const props = { ...MINIMAL, applyVia: ApplyVia.PROVIDER };
    const nested = ["features.customer_update"];
    expect(portalOf(ignoring(nested, props)).resource.lifecycle.ignore_changes).toEqual(nested);
    expect(portalOf(ignoring("all", props)).resource.lifecycle.ignore_changes).toBe("all");
  });
});
