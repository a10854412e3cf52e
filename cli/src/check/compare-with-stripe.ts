import { expectedIdFindings, unmanagedNotes } from "./findings/account";
import { duplicatesOf, plannedOf } from "./findings/app";
import type { CheckedPortal } from "./findings/checked-portal";
import { differencesOf, unknownFields } from "./findings/differences";
import { listedPrices, priceFindings } from "./findings/prices";
import type { InspectedApp } from "./inspect-app";
import { applyIgnores, type IgnoreEntry } from "./ignore";
import { lookupKeysOf } from "./portal/plans";
import { type Finding, type Gap, type Note, type PortalSummary, type Report, reportOf } from "./report";
import { type Catalog, readCatalog } from "./stripe/catalog";
import type { Portal, StripeReader } from "./stripe/client";
import { readPortals } from "./stripe/read-portals";

export interface CompareOptions {
  /** Reads the portals of an account, the key's own one if it is undefined. */
  readonly readerOf: (account: string | undefined) => StripeReader;
  /** The mode of the API key, if its prefix has one. */
  readonly keyMode?: "live" | "test";
  readonly expectedIds?: readonly string[];
  /** Read no portals that the app does not manage. */
  readonly onlyManaged?: boolean;
  readonly ignores?: readonly IgnoreEntry[];
  readonly progress?: (message: string) => void;
}

/** Compares the portals of an app with Stripe. Sends GET requests only. */
export async function compareWithStripe(app: InspectedApp, options: CompareOptions): Promise<Report> {
  const check = new Comparison(app.portals, options);
  for (const account of new Set(app.portals.map((portal) => portal.account))) await check.readAccount(account);
  return check.report(app);
}

class Comparison {
  private readonly found = new Map<CheckedPortal, Portal>();
  private readonly others: Portal[] = [];
  private readonly findings: Finding[] = [];
  private readonly gaps: Gap[] = [];
  private readonly notes: Note[] = [];

  constructor(
    private readonly portals: readonly CheckedPortal[],
    private readonly options: CompareOptions,
  ) {}

  async readAccount(account: string | undefined): Promise<void> {
    const portals = this.portals.filter((portal) => portal.account === account);
    const reader = this.options.readerOf(account);
    await this.readPortals(reader, portals);
    const found = portals.filter((portal) => this.found.has(portal));
    this.options.progress?.("reading prices");
    const catalog = await readCatalog(
      reader,
      found.flatMap((portal) => listedPrices(portal, this.found.get(portal)!)),
      found.flatMap((portal) => lookupKeysOf((portal.code ?? portal.applied)?.fields)),
    );
    for (const portal of portals) this.compare(portal, catalog);
  }

  report(app: InspectedApp): Report {
    const { expectedIds = [], ignores = [] } = this.options;
    const found = new Map([...this.found.values()].map((portal) => [portal.id, portal]));
    const findings = [
      ...this.findings,
      ...duplicatesOf(this.portals),
      ...expectedIdFindings(expectedIds, this.portals, found, this.others),
    ];
    const notes = [...app.notes, ...this.notes, ...unmanagedNotes(this.others)];
    const kept = applyIgnores(findings, [...app.gaps, ...this.gaps], ignores);
    return reportOf(
      this.portals.map((portal) => this.summary(portal)),
      kept.findings,
      kept.gaps,
      [...notes, ...kept.notes],
    );
  }

  private async readPortals(reader: StripeReader, portals: readonly CheckedPortal[]): Promise<void> {
    const checked = portals.filter((portal) => portal.id !== undefined && !this.isOfOtherMode(portal));
    const ids = [...new Set(checked.map(({ id }) => id!))];
    const { onlyManaged = false, progress } = this.options;
    progress?.("reading portals");
    const { byId, others } = await readPortals(reader, ids, onlyManaged, (done) =>
      progress?.(`reading portals (${done} of ${ids.length})`),
    );
    this.others.push(...others);
    for (const portal of checked) {
      const portalOrProblem = byId.get(portal.id!)!;
      if (typeof portalOrProblem === "string") this.addGap(portal, `${portal.id}: ${portalOrProblem}`);
      else this.found.set(portal, portalOrProblem);
    }
  }

  /** A key of the other mode cannot read the portal, so no request is sent. */
  private isOfOtherMode(portal: CheckedPortal): boolean {
    const { keyMode } = this.options;
    if (keyMode === undefined || portal.livemode === undefined || portal.livemode === (keyMode === "live"))
      return false;
    const mode = portal.livemode ? "live" : "test";
    this.addGap(portal, `${portal.id} is in ${mode} mode and the API key in ${keyMode} mode; use a ${mode} mode key`);
    return true;
  }

  private compare(portal: CheckedPortal, catalog: Catalog): void {
    const held = this.found.get(portal);
    const { findings, gaps } =
      held && !portal.isRemoved ? differencesOf(portal, held, catalog) : { findings: [], gaps: [] };
    this.findings.push(...findings, ...plannedOf(portal, findings));
    this.gaps.push(...gaps);
    if (held === undefined || portal.isRemoved) return;
    this.findings.push(...priceFindings(portal, held, catalog));
    if (catalog.problem !== undefined && usesPrices(portal, held)) this.addGap(portal, `prices: ${catalog.problem}`);
    this.addNotes(portal, held);
  }

  private addNotes(portal: CheckedPortal, held: Portal): void {
    const add = (message: string): void => void this.notes.push({ subject: portal.name, message });
    for (const property of unknownFields(portal, held)) {
      add(`${property} is set in Stripe; this version does not know it and did not compare it`);
    }
    if (portal.leftToDashboard.length > 0) {
      add(`left to the Dashboard by ignoreChanges and not compared: ${portal.leftToDashboard.join(", ")}`);
    }
    if (!held.active && portal.code?.fields.active === false) add("inactive, as in the app");
    const products = held.features.subscription_update.products ?? [];
    const isOpen = products.some(({ adjustable_quantity: quantity }) => quantity.enabled);
    if (isOpen && portal.leftToDashboard.includes("features")) add("customers can buy any quantity");
  }

  private addGap({ name }: CheckedPortal, reason: string): void {
    this.gaps.push({ kind: "unreadable", subject: name, reason });
  }

  private summary(portal: CheckedPortal): Omit<PortalSummary, "result"> {
    const held = this.found.get(portal);
    return {
      name: portal.name,
      stack: portal.stack.name,
      address: portal.address,
      id: portal.id ?? null,
      livemode: held?.livemode ?? null,
      active: held?.active ?? null,
      isDefault: held?.is_default ?? null,
    };
  }
}

function usesPrices(portal: CheckedPortal, held: Portal): boolean {
  return listedPrices(portal, held).length > 0 || lookupKeysOf((portal.code ?? portal.applied)?.fields).length > 0;
}
