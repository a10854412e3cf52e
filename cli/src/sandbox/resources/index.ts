import type { Endpoint, Service } from "../api/resource";
import type { StoredKind } from "../state/stored-kind";
import { accountService } from "./account";
import { configurationResource } from "./configurations/resource";
import { customerResource } from "./customers";
import { paymentMethodConfigurationResource } from "./payment-method-configurations";
import { priceResource } from "./prices/resource";
import { productResource } from "./products/resource";
import { sessionService } from "./sessions/resource";

/** Every resource of the sandbox. */
export const resources = [
  configurationResource,
  customerResource,
  paymentMethodConfigurationResource,
  priceResource,
  productResource,
] as const;

const services: readonly Service[] = [accountService, sessionService];

/** The types of the stored objects by their kind. */
export type Objects = {
  [R in (typeof resources)[number] as R["objects"]["kind"]]: R["example"];
};

export type Kind = keyof Objects;

export const kinds: readonly StoredKind[] = resources.map((resource) => ({ ...resource, kind: resource.objects.kind }));

export const endpoints: readonly Endpoint[] = [...services, ...resources].flatMap(({ permission, routes }) =>
  routes.map((route) => ({ ...route, permission })),
);
