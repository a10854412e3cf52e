import { ApplyVia, PortalProduct, StripePortalConfiguration, StripePortalConfigurationProps } from "../../../lib";
import { MAXIMAL } from "../../support/portals";
import type { InspectedApp } from "../../../cli/src/check/inspect-app";
import { answerWith } from "../../support/held-portals";
import { compareWithSandbox, inspect } from "../support/checking";
import { describeWithTerraform, useDeployment } from "../support/deployment";
import { Mutation, mutationsOf } from "../support/mutations";
import { makePlan } from "../support/stripe-side";

describeWithTerraform("a check of one hand edit at a time", () => {
  const deployment = useDeployment();
  let plan: PortalProduct;

  beforeEach(() => {
    plan = makePlan(deployment.sandbox, "Pro", ["month", "year"]);
  });

  /** Everything on, with all lists at less than their maximum. */
  const maximal = (): StripePortalConfigurationProps => {
    const [paymentMethods] = deployment.sandbox.dashboard().list("payment_method_configuration");
    const { features } = MAXIMAL;
    return {
      ...MAXIMAL,
      active: true,
      features: {
        ...features,
        paymentMethodUpdate: { paymentMethodConfiguration: paymentMethods.id },
        customerUpdate: { allowedUpdates: features.customerUpdate!.allowedUpdates!.slice(0, 2) },
        subscriptionCancel: {
          ...features.subscriptionCancel,
          cancellationReason: {
            ...features.subscriptionCancel!.cancellationReason,
            options: features.subscriptionCancel!.cancellationReason!.options!.slice(0, 2),
          },
        },
        subscriptionUpdate: {
          ...features.subscriptionUpdate!,
          products: [
            { ...plan, adjustableQuantity: { minimum: 1, maximum: 50 } },
            { ...makePlan(deployment.sandbox, "Team"), adjustableQuantity: {} },
          ],
        },
      },
    };
  };

  const simple: StripePortalConfigurationProps = {
    name: "Ours",
    businessProfile: { headline: "Ours" },
    metadata: { team: "billing", "a.b": "dots" },
    features: {
      invoiceHistory: {},
      customerUpdate: { allowedUpdates: MAXIMAL.features.customerUpdate!.allowedUpdates!.slice(0, 2) },
    },
  };

  async function deploy(props: StripePortalConfigurationProps): Promise<InspectedApp> {
    await deployment.deploy((stack) => void new StripePortalConfiguration(stack, "portal", props));
    return inspect(deployment);
  }

  /** Expects that each edit is the only finding, with its property and both values. */
  async function expectFound(app: InspectedApp, isExpected: (mutation: Mutation) => boolean): Promise<number> {
    const [portal] = deployment.created;
    const missed: unknown[] = [];
    const mutations = mutationsOf(portal);
    for (const mutation of mutations) {
      const edited = structuredClone(portal);
      mutation.apply(edited);
      answerWith(deployment.sandbox, [edited]);
      const report = await compareWithSandbox(deployment, app, { onlyManaged: true });
      const found = report.findings.filter(({ kind }) => kind === "different");
      const isFound =
        report.exitCode === 1 &&
        found.length === 1 &&
        found[0].property === mutation.property &&
        sameValue(found[0].values!.stripe, mutation.after) &&
        sameValue(found[0].values!.code, mutation.before);
      if (isFound !== isExpected(mutation)) missed.push({ ...mutation, exitCode: report.exitCode, found: report });
    }
    expect(missed).toEqual([]);
    deployment.sandbox.intercept = undefined;
    const after = await compareWithSandbox(deployment, app, { onlyManaged: true });
    expect(after).toMatchObject({ exitCode: 0, findings: [] });
    return mutations.length;
  }

  test("finds each one in a portal with everything on", async () => {
    const app = await deploy(maximal());
    const count = await expectFound(app, () => true);
    expect(count).toBeGreaterThan(50);
  });

  test("finds each one in a portal with everything on and ApplyVia.STEP", async () => {
    await expectFound(await deploy({ ...maximal(), applyVia: ApplyVia.STEP }), () => true);
  });

  /** Values that have no effect while their feature is off, and that the provider cannot read. */
  const HIDDEN =
    /^features\.(subscriptionUpdate\.products|subscriptionCancel\.cancellationReason\.feedbackOptions|subscriptionPause\.duration)/;

  test.each([
    ["simple portal", ApplyVia.AUTO],
    ["portal with ApplyVia.PROVIDER", ApplyVia.PROVIDER],
  ])("finds each one in a %s", async (_, applyVia) => {
    await expectFound(await deploy({ ...simple, applyVia }), ({ property }) => !HIDDEN.test(property));
  });
});

/** Lists of objects are shown as the identities of their items. */
function sameValue(shown: unknown, value: unknown): boolean {
  const plain = (one: any): unknown => {
    if (Array.isArray(one)) return one.length === 0 ? null : one.map(identity);
    return one === "" || one === undefined || one === "unchanged" ? null : one;
  };
  return JSON.stringify(plain(shown)) === JSON.stringify(plain(value));
}

function identity(item: any): unknown {
  if (typeof item !== "object") return item;
  return item.product ?? item.type ?? `${item.interval_count} ${item.interval}`;
}
