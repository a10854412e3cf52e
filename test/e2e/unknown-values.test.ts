import { Lazy, TerraformResource, TerraformVariable, Token } from "cdktf";
import { BasicPortal, StripePortalConfiguration } from "../../lib";
import { describeWithTerraform, useDeployment } from "./support/deployment";
import { unwrapped } from "./support/stripe-side";

describeWithTerraform("values that are unknown at plan time", () => {
  const deployment = useDeployment();

  test.each([
    ["JSON", false],
    ["HCL", true],
  ])("are not set if they turn out to be null or empty, in %s", async (_, hcl) => {
    await deployment.deploy(
      (stack) => {
        const other = new TerraformResource(stack, "other", { terraformResourceType: "terraform_data" });
        const values = {
          nothing: "${null}",
          name: "Acme",
          list: ["email", ""],
          map: { gone: "", kept: "yes" },
          on: true,
        };
        other.addOverride("input", values);
        const value = (name: keyof typeof values) => `\${terraform_data.other.output.${name}}`;
        new StripePortalConfiguration(stack, "portal", {
          name: value("name"),
          defaultReturnUrl: Lazy.stringValue({ produce: () => "" }),
          businessProfile: { headline: value("nothing") },
          metadata: Token.asStringMap(value("map")),
          features: {
            customerUpdate: {
              enabled: Token.asAny(value("on")),
              allowedUpdates: Token.asList(value("list")) as never[],
            },
            invoiceHistory: { enabled: Lazy.anyValue({ produce: () => true }) },
          },
        });
        new BasicPortal(stack, "basic", {
          metadata: { gone: value("nothing"), "odd key!": `for ${value("name")}`, [value("name")]: "token key" },
        });
      },
      { hcl },
    );
    const [basic, portal] = deployment.created.toSorted((one) => (one.name === null ? -1 : 1));
    expect(portal).toMatchObject({
      name: "Acme",
      default_return_url: null,
      business_profile: { headline: null },
      features: { customer_update: { enabled: true, allowed_updates: ["email"] }, invoice_history: { enabled: true } },
    });
    expect(portal.metadata).toEqual({ kept: "yes" });
    expect(basic.metadata).toEqual({ "odd key!": "for Acme", Acme: "token key" });
    await deployment.expectNoChanges();
  });

  test("are not set if a directive, a metadata key or an anchor turns out to be empty", async () => {
    deployment.env = { TF_VAR_nothing: "", TF_VAR_anchor: "unchanged" };
    await deployment.deploy((stack) => {
      for (const name of ["nothing", "anchor"]) new TerraformVariable(stack, name, { type: "string" });
      new StripePortalConfiguration(stack, "portal", {
        businessProfile: {
          headline: Lazy.stringValue({ produce: () => '%{ if var.nothing != "" }Hi ${var.nothing}%{ endif }' }),
        },
        metadata: { team: "billing", "${var.nothing}": "no key" },
        features: {
          invoiceHistory: { enabled: Lazy.anyValue({ produce: () => undefined }) },
          subscriptionUpdate: { enabled: false, billingCycleAnchor: "${var.anchor}" as never },
        },
      });
    });
    expect(deployment.created).toMatchObject([
      { business_profile: { headline: null }, features: { invoice_history: { enabled: true } } },
    ]);
    expect(deployment.created[0].metadata).toEqual({ team: "billing" });
    await deployment.expectNoChanges();
  });

  test("fail the plan if a boolean is null, before anything is sent", async () => {
    deployment.write((stack) => {
      const on = new TerraformVariable(stack, "on", { type: "bool" });
      on.addOverride("default", null);
      new StripePortalConfiguration(stack, "portal", { features: { invoiceHistory: { enabled: on.booleanValue } } });
    });
    const { exitCode, output } = await deployment.tryApply();
    expect(exitCode).toBe(1);
    expect(unwrapped(output)).toContain(
      "stack/portal: `features.invoiceHistory.enabled` must be true or false, but is null. Nothing was sent for this portal.",
    );
    expect(deployment.sandbox.requests).toEqual([]);
  });
});
