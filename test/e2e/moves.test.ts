import { TerraformVariable } from "cdktf";
import {
  ApplyVia,
  CancellationReason,
  CustomerUpdateField,
  PortalProduct,
  StripePortalConfiguration,
  StripePortalConfigurationProps,
} from "../../lib";
import { essence, stated } from "../truth/support/stated";
import { Deployment, describeWithTerraform, Program } from "./support/deployment";
import { makePlan } from "./support/stripe-side";

type Props = Partial<StripePortalConfigurationProps>;

/** Values of the variables in the states below. */
const VARIABLES: Readonly<Record<string, string>> = { set: "Known at apply time", empty: "" };

describeWithTerraform("moving a portal between the provider and the step", () => {
  let deployment: Deployment;
  let plan: PortalProduct;

  beforeEach(async () => {
    deployment = await Deployment.start();
    plan = makePlan(deployment.sandbox);
    deployment.env = Object.fromEntries(Object.entries(VARIABLES).map(([name, value]) => [`TF_VAR_${name}`, value]));
  });
  afterEach(() => deployment.close());

  /** Every way in which the two can share a portal. */
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

  /** The properties with the values that their variables have. */
  const known = (props: StripePortalConfigurationProps): StripePortalConfigurationProps =>
    JSON.parse(JSON.stringify(props).replace(/\$\{var\.(\w+)\}/g, (_, name: string) => VARIABLES[name]));

  /** Each state with each of the three that differ most in who manages what. */
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
    (side: "before" | "after"): Program =>
    (stack) => {
      for (const name of Object.keys(VARIABLES)) new TerraformVariable(stack, name, { type: "string" });
      moves().forEach((move, index) => {
        new StripePortalConfiguration(stack, `portal-${index}`, withDefaults(move[side]));
      });
    };

  /** What Stripe holds for each move: the portals are created in no certain order, so their ids come from Terraform. */
  const held = async () => {
    const resources = await deployment.resources();
    const account = deployment.sandbox.account();
    return moves().map(({ name }, index) => {
      const { values } = resources.find(
        (it) => it.type.startsWith("stripe_") && it.name.startsWith(`portal-${index}_`),
      )!;
      return [name, values.id, essence(account.configuration(values.id))] as const;
    });
  };

  const expected = (side: "before" | "after") =>
    moves().map((move) => [
      move.name,
      expect.stringMatching(/^bpc_/),
      essence(stated(known(withDefaults(move[side])))),
    ]);

  const expectNothingToDo = async () => {
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
        await expectNothingToDo();
      }
    }
  });

  test("fails without a refresh since the step has run, and converges with the next apply", async () => {
    const program =
      (headline: string): Program =>
      (stack) => {
        const { features } = states()["plan switching"];
        new StripePortalConfiguration(stack, "portal", withDefaults({ businessProfile: { headline }, features }));
      };
    await deployment.deploy(program("A"));
    deployment.write(program("B"));
    const { exitCode, output } = await deployment.tryApply("-refresh=false");
    expect(exitCode).toBe(1);
    expect(output).toContain("Provider produced inconsistent result after apply");
    expect(deployment.created).toHaveLength(1);

    await deployment.apply();
    expect(deployment.created).toMatchObject([
      { business_profile: { headline: "B" }, features: { subscription_update: { enabled: true } } },
    ]);
    await expectNothingToDo();
  });

  test("to ApplyVia.PROVIDER and back keeps the portal, but leaves on what the provider does not support", async () => {
    const program =
      (props: Props): Program =>
      (stack) => {
        new StripePortalConfiguration(stack, "portal", withDefaults(props));
      };
    const applyVia = ApplyVia.PROVIDER;
    await deployment.deploy(program({ name: "Acme", features: { subscriptionPause: {} } }));
    const [{ id }] = deployment.created;

    await deployment.deploy(program({ applyVia }));
    expect(deployment.state()).not.toContain("terraform_data");
    expect(deployment.created).toMatchObject([
      { id, name: "Acme", features: { invoice_history: { enabled: true }, subscription_pause: { enabled: true } } },
    ]);
    await expectNothingToDo();

    await deployment.deploy(program({}));
    expect(deployment.created.map(essence)).toEqual([essence(stated(withDefaults({})))]);
    await expectNothingToDo();
  });
});
