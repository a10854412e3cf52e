import * as cdktf from "cdktf";
import { BasicPortal, PortalProduct, StripePortalConfiguration, SubscriptionPortal } from "../../../lib";
import { Price, PriceRecurring } from "../../../lib/provider/price";
import { Product } from "../../../lib/provider/product";
import { StripeProvider } from "../../../lib/provider/provider";
import { switching } from "../../support/portals";
import { inStack, messageOf, synth, synthOf } from "../../support/synth";

const PRICES = "`features.subscriptionUpdate.products[0].prices`";
const SUMMARY = "[stack/portal] StripePortalConfiguration at stack/portal cannot be deployed:\n  - ";
const FIRST = `${SUMMARY}${PRICES}`;

/** Products and prices of one stack, by their IDs. */
class Catalog {
  readonly pro: Product;
  readonly team: Product;

  constructor(readonly stack: cdktf.TerraformStack) {
    this.pro = new Product(stack, "pro", { name: "Pro" });
    this.team = new Product(stack, "team", { name: "Team" });
  }

  price(id: string, recurring: PriceRecurring | undefined, product = this.pro.id, currency = "usd"): string {
    return new Price(this.stack, id, { product, currency, recurring: recurring && [recurring] }).id;
  }
}

const errorWith = (products: (catalog: Catalog) => PortalProduct[]) =>
  messageOf(() =>
    synthOf((stack) => {
      const features = switching(products(new Catalog(stack)));
      new StripePortalConfiguration(stack, "portal", { features });
    }),
  );

test("accepts recurring prices of the product, one for each interval", () => {
  const message = errorWith((catalog) => {
    const monthly = catalog.price("monthly", { interval: "month" });
    const quarterly = catalog.price("quarterly", { interval: "month", intervalCount: 3 });
    const yearly = catalog.price("yearly", { interval: "year" });
    const team = catalog.price("team-monthly", { interval: "month" }, catalog.team.id);
    return [
      { product: catalog.pro.id, prices: [monthly, quarterly, yearly] },
      { product: catalog.team.id, prices: [team] },
    ];
  });
  expect(message).toBeUndefined();
});

test.each([undefined, 1])("rejects two prices for one interval with the count %p", (intervalCount) => {
  const message = errorWith((catalog) => {
    const before = catalog.price("before", { interval: "month" });
    const after = catalog.price("after", { interval: "month", intervalCount });
    return [{ product: catalog.pro.id, prices: [before, after] }];
  });
  expect(message).toContain(
    `${FIRST}: the prices of a product must have unique billing intervals (\`interval\` and \`interval_count\`) within a currency; ` +
      'got: "${stripe_price.before.id} and ${stripe_price.after.id}, both for every 1 month in usd"; keep one price for each interval and currency\n',
  );
});

describe("prices of one interval in two currencies", () => {
  const inCurrencies = (currencies: (stack: cdktf.TerraformStack) => string[]) =>
    errorWith((catalog) => [
      {
        product: catalog.pro.id,
        prices: currencies(catalog.stack).map((currency, at) =>
          catalog.price(`price-${at}`, { interval: "month" }, undefined, currency),
        ),
      },
    ]);
  const variable = (stack: cdktf.TerraformStack) => new cdktf.TerraformVariable(stack, "currency", {}).stringValue;

  test.each<[string, (stack: cdktf.TerraformStack) => string[]]>([
    ["both written out", () => ["usd", "eur"]],
    ["one known to Terraform only", (stack) => ["usd", variable(stack)]],
    ["known to Terraform only, by other expressions", (stack) => ["${var.Currency}", variable(stack)]],
  ])("pass: %s", (_, currencies) => {
    expect(inCurrencies(currencies)).toBeUndefined();
  });

  test("are rejected if the currencies are equal, in any case or as the same expression", () => {
    expect(inCurrencies(() => ["usd", "eur", "USD"])).toContain(
      'got: "${stripe_price.price-0.id} and ${stripe_price.price-2.id}, both for every 1 month in usd"',
    );
    expect(
      inCurrencies((stack) => {
        const currency = variable(stack);
        return [currency, currency];
      }),
    ).toContain("both for every 1 month in ${var.");
  });

  test("pass if a currency is overridden with null, which only Terraform can check", () => {
    const message = messageOf(() =>
      synthOf((stack) => {
        const [one, two] = ["one", "two"].map((id) => {
          const recurring = [{ interval: "month" }];
          const price = new Price(stack, id, { product: "prod_1", currency: "usd", recurring });
          price.addOverride("currency", null);
          return price.id;
        });
        const features = switching([{ product: "prod_1", prices: [one, two] }]);
        new StripePortalConfiguration(stack, "portal", { features });
      }),
    );
    expect(message).toBeUndefined();
  });
});

describe("ignored attributes of a price", () => {
  /** A one-time price of another product and a second monthly price in the app, adopted or not. */
  const ignoring = (change: (price: Price) => void) =>
    errorWith(({ stack, pro, team }) => {
      const once = new Price(stack, "once", { product: team.id, currency: "usd" });
      const monthly = new Price(stack, "monthly", {
        product: pro.id,
        currency: "usd",
        recurring: [{ interval: "month" }],
      });
      const other = new Price(stack, "other", { product: pro.id, currency: "usd", recurring: [{ interval: "month" }] });
      for (const price of [once, monthly]) {
        price.importFrom(`price_${price.node.id}`);
        change(price);
      }
      return [{ product: pro.id, prices: [once.id, monthly.id, other.id] }];
    });
  const REST = ["recurring", "product", "currency"];

  test.each<[string, (price: Price) => void]>([
    ["names", (price) => (price.lifecycle = { ignoreChanges: REST })],
    ['"all"', (price) => (price.lifecycle = { ignoreChanges: "all" })],
    ["an override", (price) => price.addOverride("lifecycle.ignore_changes", REST)],
    ["paths", (price) => (price.lifecycle = { ignoreChanges: ["recurring[0].interval", "product", "currency"] })],
  ])("is not checked if it is ignored by %s", (_, change) => {
    expect(ignoring(change)).toBeUndefined();
  });

  test.each([
    [["recurring", "product"], undefined],
    [["currency", "product"], "prices that customers can switch to must be recurring"],
    [["recurring", "currency"], "a price must be listed for the product that it belongs to"],
    [["unit_amount"], "must have unique billing intervals"],
  ])("is checked if only %j is ignored: %s", (ignoreChanges, rule) => {
    const message = ignoring((price) => (price.lifecycle = { ignoreChanges }));
    if (rule === undefined) expect(message).toBeUndefined();
    else expect(message).toContain(rule);
  });

  test("of an adopted price without `ignoreChanges` is nothing", () => {
    const message = ignoring(() => undefined);
    for (const rule of [
      "must be recurring",
      "a price must be listed for the product that it belongs to",
      "unique billing intervals",
    ]) {
      expect(message).toContain(rule);
    }
  });
});

test("rejects two prices for one interval that is known at apply time only", () => {
  const message = errorWith((catalog) => {
    const interval = new cdktf.TerraformVariable(catalog.stack, "interval", {}).stringValue;
    const prices = ["before", "after"].map((id) => catalog.price(id, { interval }));
    return [{ product: catalog.pro.id, prices }];
  });
  expect(message).toContain(
    'got: "${stripe_price.before.id} and ${stripe_price.after.id}, both for every 1 ${var.interval} in usd"',
  );
});

test("counts an interval_count of null as one", () => {
  const message = messageOf(() =>
    synthOf((stack) => {
      const catalog = new Catalog(stack);
      const recurring = [{ interval: "month" }];
      const [first, second] = ["first", "second"].map(
        (id) => new Price(stack, id, { product: catalog.pro.id, currency: "usd", recurring }),
      );
      first.addOverride("recurring", [{ interval: "month", interval_count: null }]);
      const features = switching([{ product: catalog.pro.id, prices: [first.id, second.id] }]);
      new StripePortalConfiguration(stack, "portal", { features });
    }),
  );
  expect(message).toContain("both for every 1 month in usd");
});

test("rejects a price that is listed twice through separate reads of its ID", () => {
  const message = errorWith((catalog) => {
    const { stack, pro } = catalog;
    const price = new Price(stack, "price", { product: pro.id, currency: "usd", recurring: [{ interval: "month" }] });
    return [{ product: pro.id, prices: [price.id, price.id] }];
  });
  expect(message).toContain(
    `${FIRST}: a product cannot list a price twice; ` + 'got: "${stripe_price.price.id}"; remove the duplicate\n',
  );
});

test("rejects a product that is listed twice through separate reads of its ID", () => {
  const message = errorWith(({ pro }) => [
    { product: pro.id, prices: ["price_1"] },
    { product: pro.id, prices: ["price_2"] },
  ]);
  expect(message).toContain(
    `${SUMMARY}\`features.subscriptionUpdate.products\`: a product cannot be listed twice; got: "\${stripe_product.pro.id}"; ` +
      "merge its prices into one entry\n",
  );
});

test("rejects a price that is listed twice, as a literal and as a token", () => {
  const message = errorWith(() => [
    { product: "prod_1", prices: ["price_1", cdktf.Lazy.stringValue({ produce: () => "price_1" })] },
  ]);
  expect(message).toContain(`${FIRST}: a product cannot list a price twice; got: "price_1"`);
});

test("rejects a price twice in a list that is a token", () => {
  const prices = cdktf.Lazy.listValue({ produce: () => ["price_1", "price_1"] });
  expect(errorWith(() => [{ product: "prod_1", prices }])).toContain(`${FIRST}: a product cannot list a price twice`);
});

test("checks products of an override, and accepts a list that is known at apply time only", () => {
  const overriding = (products: (once: string) => unknown) =>
    messageOf(() =>
      synthOf((stack) => {
        const portal = new SubscriptionPortal(stack, "portal");
        const once = new Catalog(stack).price("once", undefined);
        portal.resource.addOverride("features.subscription_update.products", products(once));
      }),
    );
  expect(overriding((once) => [{ product: "prod_1", prices: [once] }])).toContain(
    `${PRICES}: prices that customers can switch to must be recurring`,
  );
  expect(overriding(() => "${var.products}")).toBeUndefined();
  expect(overriding(() => ["${var.product}", { product: "prod_1" }])).toBeUndefined();
});

test.each<[string, (price: Price) => void]>([
  [
    "an iterator",
    (price) => {
      const iterator = cdktf.TerraformIterator.fromList(cdktf.Token.asList("${var.intervals}"));
      price.putRecurring(iterator.dynamic({ interval: iterator.value }) as never);
    },
  ],
  ["an override", (price) => price.addOverride("dynamic.recurring", { for_each: ["month"], content: {} })],
])("accepts a price whose recurring is a dynamic block through %s", (_, makeDynamic) => {
  const message = errorWith((catalog) => {
    const { stack, pro } = catalog;
    const prices = ["one", "two"].map((id) => new Price(stack, id, { product: pro.id, currency: "usd" }));
    prices.forEach(makeDynamic);
    return [{ product: pro.id, prices: prices.map(({ id }) => id) }];
  });
  expect(message).toBeUndefined();
});

test.each(["before", "after"])("ignores a stack within the stack that is created %s the rest", (when) => {
  const makeInner = (stack: cdktf.TerraformStack) => {
    const inner = new cdktf.TerraformStack(stack, "inner");
    const key = new cdktf.TerraformVariable(inner, "key", { default: "sk_test_123" });
    new StripeProvider(inner, "stripe", { apiKey: key.stringValue });
    new Catalog(inner).price("price", undefined);
  };
  const message = messageOf(() =>
    synthOf((stack) => {
      if (when === "before") makeInner(stack);
      const catalog = new Catalog(stack);
      const key = new cdktf.TerraformVariable(stack, "key", {});
      new StripeProvider(stack, "stripe", { apiKey: key.stringValue });
      const features = switching([
        { product: catalog.pro.id, prices: [catalog.price("price", { interval: "month" })] },
      ]);
      new StripePortalConfiguration(stack, "portal", { features });
      if (when === "after") makeInner(stack);
    }),
  );
  expect(message).toBeUndefined();
});

describe("portals that adopt the same configuration", () => {
  const adopting = (first: string, second: string, aliased = false) =>
    messageOf(() =>
      synthOf((stack) => {
        const provider = new StripeProvider(stack, "stripe");
        const other = aliased ? new StripeProvider(stack, "other", { alias: "other" }) : provider;
        new BasicPortal(stack, "first", { importFrom: first, provider });
        new BasicPortal(stack, "second", { importFrom: second, provider: other });
      }),
    );

  test("are rejected", () => {
    expect(adopting("bpc_1", "bpc_1")).toContain(
      "[stack/second] BasicPortal at stack/second cannot be deployed:\n  - `importFrom`: only one portal of a stack and provider can adopt a configuration, since two would undo each other's changes; " +
        'got: "bpc_1"; keep one portal, or use `StripePortalConfiguration.fromPortalConfigurationId()` for the other\n',
    );
    expect(adopting("${var.id}", "${var.id}")).toContain(
      "only one portal of a stack and provider can adopt a configuration",
    );
  });

  const twice = (build: (stack: cdktf.TerraformStack, provider: StripeProvider, other: StripeProvider) => void) =>
    messageOf(() =>
      synthOf((stack) => {
        const provider = new StripeProvider(stack, "stripe");
        build(stack, provider, new StripeProvider(stack, "other", { alias: "other" }));
      }),
    );

  test("are rejected if one of them sets the default provider of the other", () => {
    const message = twice((stack, provider) => {
      new BasicPortal(stack, "first", { importFrom: "bpc_1" });
      new BasicPortal(stack, "second", { importFrom: "bpc_1", provider });
    });
    expect(message).toContain("[stack/second] BasicPortal at stack/second cannot be deployed:\n  - `importFrom`");
  });

  test("are accepted if an override sets another provider, or if the first one is removed", () => {
    const overridden = twice((stack) => {
      new BasicPortal(stack, "first", { importFrom: "bpc_1" });
      const second = new BasicPortal(stack, "second", { importFrom: "bpc_1" });
      second.resource.addOverride("provider", "stripe.other");
    });
    const removed = twice((stack) => {
      new BasicPortal(stack, "portal", { importFrom: "bpc_1" });
      stack.node.tryRemoveChild("portal");
      new BasicPortal(stack, "portal", { importFrom: "bpc_1" });
    });
    expect([overridden, removed]).toEqual([undefined, undefined]);
  });

  test("are accepted if the configurations or the accounts differ", () => {
    expect(adopting("bpc_1", "bpc_2")).toBeUndefined();
    expect(adopting("bpc_1", "bpc_1", true)).toBeUndefined();
  });
});

describe("a Terraform address", () => {
  const sharing = (build: (stack: cdktf.TerraformStack) => void) =>
    messageOf(() =>
      synthOf((stack) => {
        new BasicPortal(stack, "portal").resource.overrideLogicalId("main");
        build(stack);
      }),
    );
  const line =
    "  - `resource.overrideLogicalId()`: no other resource of a stack can have a Terraform address of a portal, since one would " +
    'replace the other; got: "stripe_billing_portal_configuration.main"; use another ID for one of them';

  test("is rejected if two portals have it", () => {
    const message = sharing((stack) => new BasicPortal(stack, "other").resource.overrideLogicalId("main"));
    expect(message?.split(line)).toHaveLength(3);
  });

  test("is rejected if a resource of the provider has it", () => {
    const message = sharing((stack) => {
      new cdktf.TerraformResource(stack, "main", { terraformResourceType: "stripe_billing_portal_configuration" });
    });
    expect(message?.split(line)).toHaveLength(2);
  });

  test("of the step is rejected if a resource of the app has it", () => {
    const message = sharing((stack) => {
      new cdktf.TerraformResource(stack, "data", { terraformResourceType: "terraform_data" }).overrideLogicalId(
        "main_Step",
      );
    });
    expect(message).toContain('got: "terraform_data.main_Step"');
  });

  test("is accepted if only resources of another type, or of a nested stack, have its name", () => {
    const message = sharing((stack) => {
      new BasicPortal(stack, "other");
      new cdktf.TerraformResource(stack, "main", { terraformResourceType: "stripe_price" });
      const nested = new cdktf.TerraformStack(stack, "nested");
      new StripeProvider(nested, "stripe");
      new BasicPortal(nested, "portal").resource.overrideLogicalId("main");
    });
    expect(message).toBeUndefined();
  });
});

test("rejects a price that is not recurring", () => {
  const message = errorWith((catalog) => [{ product: catalog.pro.id, prices: [catalog.price("once", undefined)] }]);
  expect(message).toContain(
    `${FIRST}: prices that customers can switch to must be recurring; got: "\${stripe_price.once.id}"; set \`recurring\` of the price, or remove the price\n`,
  );
});

test("rejects a price whose recurring is overridden with null", () => {
  const message = messageOf(() =>
    synthOf((stack) => {
      const { pro } = new Catalog(stack);
      const price = new Price(stack, "once", { product: pro.id, currency: "usd", recurring: [{ interval: "month" }] });
      price.addOverride("recurring", null);
      const features = switching([{ product: pro.id, prices: [price.id] }]);
      new StripePortalConfiguration(stack, "portal", { features });
    }),
  );
  expect(message).toContain(
    `${FIRST}: prices that customers can switch to must be recurring; got: "\${stripe_price.once.id}"`,
  );
});

test("rejects a price of another product", () => {
  const message = errorWith((catalog) => {
    const other = catalog.price("other", { interval: "month" }, catalog.team.id);
    return [{ product: catalog.pro.id, prices: [other] }];
  });
  expect(message).toContain(
    `${FIRST}: a price must be listed for the product that it belongs to; ` +
      'got: "${stripe_price.other.id}, a price of ${stripe_product.team.id}, for ${stripe_product.pro.id}"; move the price to its own product\n',
  );
});

test("rejects a price of another product, both written out", () => {
  const message = errorWith((catalog) => [
    { product: "prod_1", prices: [catalog.price("other", { interval: "month" }, "prod_2")] },
  ]);
  expect(message).toContain(
    'a price must be listed for the product that it belongs to; got: "${stripe_price.other.id}, a price of prod_2, for prod_1"',
  );
});

test("accepts a price without a product", () => {
  const message = messageOf(() =>
    synthOf((stack) => {
      const recurring = [{ interval: "month" }];
      const price = new Price(stack, "price", { product: "prod_1", currency: "usd", recurring });
      price.addOverride("product", null);
      new StripePortalConfiguration(stack, "portal", {
        features: switching([{ product: "prod_1", prices: [price.id] }]),
      });
    }),
  );
  expect(message).toBeUndefined();
});

test("checks the stack again in each synth", () => {
  const messages = inStack((stack) => {
    const { pro } = new Catalog(stack);
    const price = new Price(stack, "price", { product: pro.id, currency: "usd", recurring: [{ interval: "month" }] });
    const features = switching([{ product: pro.id, prices: [price.id] }]);
    new StripePortalConfiguration(stack, "portal", { features });
    return [undefined, "prod_other", pro.id].map((product) => {
      if (product) price.addOverride("product", product);
      price.addOverride("recurring", product === "prod_other" ? null : [{ interval: "month" }]);
      return messageOf(() => synth(stack));
    });
  });
  expect(messages).toEqual([undefined, expect.stringContaining("must be recurring"), undefined]);
});

test("renders the prices of the stack only if a portal lists products", () => {
  const switchable = switching([{ product: "prod_pro", prices: ["price_1"] }]);
  const counts = [{ invoiceHistory: {} }, switchable].map((features) =>
    inStack((stack) => {
      new StripeProvider(stack, "stripe");
      const recurring = [{ interval: "month" }];
      const price = new Price(stack, "price", { product: "prod_pro", currency: "usd", recurring });
      const render = jest.spyOn(price, "toTerraform");
      new StripePortalConfiguration(stack, "portal", { features });
      stack.runAllValidations();
      return render.mock.calls.length;
    }),
  );
  expect(counts).toEqual([0, 1]);
});

test("accepts IDs of objects that are not in the stack", () => {
  const message = errorWith((catalog) => {
    const { stack } = catalog;
    const interval = new cdktf.TerraformVariable(stack, "interval", {}).stringValue;
    const intervalCount = new cdktf.TerraformVariable(stack, "count", {}).numberValue;
    const product = new cdktf.TerraformVariable(stack, "product", {}).stringValue;
    return [
      {
        product: catalog.pro.id,
        prices: [
          "price_1",
          "${data.stripe_price.found.id}",
          // The stack contains a product of this name, but no price.
          "${stripe_price.pro.id}",
          catalog.price("monthly", { interval: "month" }),
          catalog.price("by-variable", { interval }),
          catalog.price("by-variables", { interval, intervalCount }),
          catalog.price("by-count", { interval: "month", intervalCount }),
          catalog.price("by-product", { interval: "year" }, product),
          catalog.price("by-literal", { interval: "week" }, "prod_1"),
        ],
      },
      { product: "prod_1", prices: cdktf.Token.asList("${var.prices}") },
      { product: `my-${catalog.pro.id}`, prices: [catalog.price("of-mine", { interval: "month" }, catalog.team.id)] },
      { product: `${catalog.pro.id}-1`, prices: [catalog.price("of-first", { interval: "month" }, catalog.team.id)] },
      { product, prices: [catalog.price("of-team", { interval: "month" }, catalog.team.id)] },
    ];
  });
  expect(message).toBeUndefined();
});

test("reads overrides, products that were added, and prices made after the portal", () => {
  const message = messageOf(() =>
    synthOf((stack) => {
      const portal = new SubscriptionPortal(stack, "portal");
      const { pro } = new Catalog(stack);
      const [first, second] = ["first", "second"].map(
        (id) => new Price(stack, id, { product: pro.id, currency: "usd" }),
      );
      portal.addProduct({ product: pro.id, prices: [first.id, second.id] });
      for (const price of [first, second]) price.addOverride("recurring", [{ interval: "month", interval_count: 6 }]);
    }),
  );
  expect(message).toContain("both for every 6 month in usd");
});

test("reports every portal of the stack", () => {
  const message = messageOf(() =>
    synthOf((stack) => {
      const catalog = new Catalog(stack);
      const features = switching([{ product: catalog.pro.id, prices: [catalog.price("once", undefined)] }]);
      for (const id of ["one", "two"]) new StripePortalConfiguration(stack, id, { features });
    }),
  );
  for (const path of ["stack/one", "stack/two"])
    expect(message).toContain(
      `[${path}] StripePortalConfiguration at ${path} cannot be deployed:\n  - ${PRICES}: prices that customers can switch to must be recurring`,
    );
});
