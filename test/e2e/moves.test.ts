import { TerraformVariable } from "cdktf";
import {
  ApplyVia,
  CancellationReason,
  CustomerUpdateField,
  PortalProduct,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../lib";
import { normalize, expectedParams } from "../conformance/support/expected-params";
import { describeWithTerraform, Build, useDeployment } from "./support/deployment";
import { makePlan } from "./support/stripe-side";

type Props = Partial<StripePortalConfigurationProps>;

/** Values of the variables in the states below. */
const VARIABLES: Readonly<Record<string, string>> = { set: "Known at apply time", empty: "" };

describeWithTerraform("a move of attributes between provider and step", () => {
  const deployment = useDeployment();
  let plan: PortalProduct;

  beforeEach(() => {
    plan = makePlan(deployment.sandbox);
    deployment.env = Object.fromEntries(Object.entries(VARIABLES).map(([name, value]) => [`TF_VAR_${name}`, value]));
  });

  /** Portals that differ in the attributes of the provider and the step. */
  const states = (): Record<string, Props> => {
    const pausing = { invoiceHistory: {}, subscriptionPause: {} };
    const survey = { options: [CancellationReason.OTHER], feedbackOptions: ["feedback_1"] };
    return {
      simple: {},
      "plan switching": {
        businessProfile: { headline: "Switch plans" },
        features: { paymentMethodUpdate: {}, subscriptionUpdate: { products: [plan] } },
      },
      "everything simple": {
        name: "Acme",
        defaultReturnUrl: "https://acme.com/account",
        businessProfile: {
          headline: "Manage your plan",
          privacyPolicyUrl: "https://acme.com/privacy",
          termsOfServiceUrl: "https://acme.com/terms",
        },
        metadata: { team: "billing", tier: "gold" },
        features: {
          customerUpdate: { allowedUpdates: [CustomerUpdateField.NAME, CustomerUpdateField.EMAIL] },
          subscriptionCancel: { cancellationReason: { options: [CancellationReason.UNUSED] } },
          paymentMethodUpdate: {},
        },
      },
      deactivated: { active: false, metadata: { team: "sales" } },
      pausing: { features: pausing },
      "feedback options": { features: { subscriptionCancel: { cancellationReason: survey } } },
      "login page": { loginPage: {}, name: "Login" },
      tokens: { name: "${var.set}", businessProfile: { headline: "${var.empty}" }, metadata: { a: "${var.empty}" } },
      step: { applyVia: ApplyVia.STEP, businessProfile: { headline: "Sent by the step" }, features: pausing },
    };
  };

  const withDefaults = (props: Props): StripePortalConfigurationProps => ({
    features: { invoiceHistory: {} },
    ...props,
  });

  /** The properties with the values of their variables. */
  const withValues = (props: StripePortalConfigurationProps): StripePortalConfigurationProps =>
    JSON.parse(JSON.stringify(props).replace(/\$\{var\.(\w+)\}/g, (_, name: string) => VARIABLES[name]));

  /** Each state, paired with each of the three that differ most. */
  const moves = () => {
    const all = Object.entries(states());
    return all
      .slice(0, 3)
      .flatMap(([from, before], index) =>
        all.slice(index + 1).map(([to, after]) => ({ name: `${from} and ${to}`, before, after })),
      );
  };

  /** One portal for each move, before or after it. */
  const portals =
    (side: "before" | "after"): Build =>
    (stack) => {
      for (const name of Object.keys(VARIABLES)) new TerraformVariable(stack, name, { type: "string" });
      moves().forEach((move, index) => {
        new StripePortalConfiguration(stack, `portal-${index}`, withDefaults(move[side]));
      });
    };

  /** The portal of each move in Stripe. Its id comes from Terraform, because the order of creation varies. */
  const held = async () => {
    const resources = await deployment.resources();
    const dashboard = deployment.sandbox.dashboard();
    return moves().map(({ name }, index) => {
      const { values } = resources.find(
        (it) => it.type.startsWith("stripe_") && it.name.startsWith(`portal-${index}_`),
      )!;
      return [name, values.id, normalize(dashboard.get("configuration", values.id))] as const;
    });
  };

  const expected = (side: "before" | "after") =>
    moves().map((move) => [
      move.name,
      expect.stringMatching(/^bpc_/),
      normalize(expectedParams(withValues(withDefaults(move[side])))),
    ]);

  const expectEmptyPlans = async () => {
    await deployment.expectNoChanges();
    const { changes } = await deployment.plan("-refresh=false");
    expect(changes).toEqual([]);
  };

  test("converges in both directions, with and without a refresh, and then plans nothing", async () => {
    await deployment.deploy(portals("before"));
    const ids = (await held()).map(([, id]) => id);
    for (const flags of [[], ["-refresh=false"]]) {
      for (const side of ["after", "before"] as const) {
        if (flags.length > 0) await deployment.apply("-refresh-only");
        deployment.write(portals(side));
        await deployment.apply(...flags);
        expect(await held()).toEqual(expected(side));
        expect((await held()).map(([, id]) => id)).toEqual(ids);
        await expectEmptyPlans();
      }
    }
  });

  test("fails without a refresh after the step has run, and converges with the next apply", async () => {
    const build =
      (headline: string): Build =>
      (stack) => {
        const { features } = states()["plan switching"];
        new StripePortalConfiguration(stack, "portal", withDefaults({ businessProfile: { headline }, features }));
      };
    await deployment.deploy(build("A"));
    deployment.write(build("B"));
    const { exitCode, output } = await deployment.tryApply("-refresh=false");
    expect(exitCode).toBe(1);
    expect(output).toContain("Provider produced inconsistent result after apply");
    expect(deployment.created).toHaveLength(1);

    await deployment.apply();
    expect(deployment.created).toMatchObject([
      { business_profile: { headline: "B" }, features: { subscription_update: { enabled: true } } },
    ]);
    await expectEmptyPlans();
  });

  test("to ApplyVia.PROVIDER and back keeps the portal and its unsupported features", async () => {
    const build =
      (props: Props): Build =>
      (stack) => {
        new StripePortalConfiguration(stack, "portal", withDefaults(props));
      };
    const applyVia = ApplyVia.PROVIDER;
    await deployment.deploy(build({ name: "Acme", features: { subscriptionPause: {} } }));
    const [{ id }] = deployment.created;

    await deployment.deploy(build({ applyVia }));
    expect(deployment.state()).not.toContain("terraform_data");
    expect(deployment.created).toMatchObject([
      { id, name: "Acme", features: { invoice_history: { enabled: true }, subscription_pause: { enabled: true } } },
    ]);
    await expectEmptyPlans();

    await deployment.deploy(build({}));
    expect(deployment.created.map(normalize)).toEqual([normalize(expectedParams(withDefaults({})))]);
    await expectEmptyPlans();
  });
});
