import Table from "cli-table3";
import type { Objects, Sandbox } from "./sandbox";

const HEAD = ["id", "name", "default", "features", "products"];

/** The portal configurations that a sandbox contains, as a table for each account that requests have used. */
export function portalsTable(sandbox: Sandbox): string {
  const accounts = sandbox.accounts();
  if (accounts.length === 0) {
    return "No portal configurations: no request was sent.\n";
  }
  return accounts
    .map(({ account, mode }) => {
      const dashboard = sandbox.dashboard({ account, mode });
      const names = new Map(dashboard.list("product").map(({ id, name }) => [id, name]));
      const rows = dashboard.list("configuration").map((portal) => row(portal, names));
      return `Portal configurations of ${account}, ${mode} mode:\n${table(rows)}\n`;
    })
    .join("\n");
}

function row(portal: Objects["configuration"], productNames: ReadonlyMap<string, string>): string[] {
  const { features } = portal;
  const enabled = Object.entries(features).filter(([, feature]) => feature.enabled);
  const products = features.subscription_update.products.map(
    ({ product, prices }) => `${productNames.get(product) ?? product}: ${prices.join(", ")}`,
  );
  const id = portal.active ? portal.id : `${portal.id} (inactive)`;
  const lists = [enabled.map(([name]) => name), products].map((lines) => lines.join("\n"));
  return [id, portal.name ?? "", portal.is_default ? "yes" : "", ...lists];
}

function table(rows: readonly string[][]): string {
  const drawn = new Table({ head: HEAD, style: { head: [], border: [] } });
  drawn.push(...rows);
  return drawn.toString();
}
