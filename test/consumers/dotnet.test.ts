import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { readAssembly } from "../support/assembly";
import { Consumer } from "./support/consumer";

/** Without a .NET SDK: that the sources are all generated, under the names that README gives. */
describe("C#", () => {
  let consumer: Consumer;
  beforeAll(() => void (consumer = new Consumer()));
  afterAll(() => consumer.remove());

  test("has a source for every type, the provider's bindings in a namespace of their own", () => {
    const sources = path.join(consumer.folder, consumer.pack("dotnet"), "CdktfStripePortal/CdktfStripePortal");
    const { types } = readAssembly() as {
      types: Record<string, { name: string; namespace?: string }>;
    };
    const files = Object.values(types).map(({ name, namespace }) =>
      path.join(namespace === "provider" ? "Provider" : "", `${name}.cs`),
    );

    expect(files).toEqual(expect.arrayContaining(["SubscriptionPortal.cs", path.join("Provider", "Price.cs")]));
    expect(files.filter((file) => !existsSync(path.join(sources, file)))).toEqual([]);
    const price = readFileSync(path.join(sources, "Provider/Price.cs"), "utf8");
    expect(price).toContain("namespace CdktfStripePortal.Provider");
  });
});
