import type { Server } from "node:https";
import type { Server as ProxyServer } from "proxy-chain";
import type { Mode } from "./account";
import { AccountView } from "./account-view";
import { Accounts, OWN_ACCOUNT } from "./accounts";
import { Api } from "./api";
import { makeCertificates } from "./certificates";
import { CleanUp } from "./clean-up";
import { type Environment, environmentFor } from "./environment";
import { Keyring } from "./keys";
import { startProxy } from "./proxy";
import type { Interceptor, SandboxRequest } from "./requests";
import { portOf, startServer } from "./server";
import { StateFile } from "./state-file";

const HOST = "api.stripe.com";

export interface SandboxOptions {
  /**
   * Keys to accept. A mode for which none is given has its default keys: `sk_test_sandbox` and `rk_test_sandbox`, or
   * `sk_live_sandbox` and `rk_live_sandbox`.
   * @default - the default keys of both modes
   */
  readonly keys?: readonly string[];
  /**
   * Whether accounts start without a portal configuration, so that the first one created becomes the default.
   * @default false - every account has a default one, as saved in the Dashboard
   */
  readonly fresh?: boolean;
  /**
   * The mode of the key in `env`.
   * @default "test"
   */
  readonly mode?: Mode;
  /**
   * A file that keeps the accounts between runs.
   * @default - they are forgotten
   */
  readonly stateFile?: string;
  /** Called with each request before it is handled; `sandbox.intercept` replaces it. */
  readonly intercept?: Interceptor;
  /** Called with each request once it has its answer, or its connection was cut. */
  readonly onRequest?: (request: SandboxRequest) => void;
  /**
   * The environment that the command would have without the sandbox: its proxy becomes the way to every other host, its
   * certificates stay trusted.
   * @default process.env
   */
  readonly environment?: Environment;
}

/** A running sandbox. */
export interface Sandbox {
  /** What a program needs in its environment: `{ ...process.env, ...sandbox.env }`. */
  readonly env: Readonly<Record<string, string>>;
  /** A key of each mode that the sandbox accepts. */
  readonly keys: { readonly test: string; readonly live: string };
  /** The HTTPS server itself, for clients that need no proxy: `https://127.0.0.1:<port>`. */
  readonly url: string;
  /** The authority that signed its certificate (PEM). */
  readonly ca: string;
  /** Every request since the start or `clearRequests`, in the order of arrival. */
  readonly requests: readonly SandboxRequest[];
  /** What happens to requests before they are handled; undefined lets all of them through. */
  intercept: Interceptor | undefined;
  clearRequests(): void;
  /** An account from behind the API, by default the keys' own one in test mode. */
  account(which?: { readonly mode?: Mode; readonly account?: string }): AccountView;
  /** Stops everything, cuts open connections and removes the temporary files; safe to call twice. */
  close(): Promise<void>;
}

/** Starts a local Stripe on free loopback ports. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { environment = process.env, fresh = false, mode = "test", stateFile } = options;
  const keys = new Keyring(options.keys ?? []);
  const cleanUp = new CleanUp();
  try {
    const { accounts, save } = openAccounts(fresh, stateFile, cleanUp);
    const api = new Api(accounts, keys, save);
    const requests: SandboxRequest[] = [];
    const certificates = await makeCertificates(HOST);
    const server = await startServer(api, certificates, {
      interceptor: () => sandbox.intercept,
      received: (request) => requests.push(request),
      finished: (request) => options.onRequest?.(request),
    });
    cleanUp.add(() => closeServer(server));
    const upstream = {
      url: environment["HTTPS_PROXY"] || environment["https_proxy"] || undefined,
      noProxy: environment["NO_PROXY"] ?? environment["no_proxy"] ?? "",
    };
    const proxy: ProxyServer = await startProxy(HOST, server, upstream);
    cleanUp.add(() => proxy.close(true));
    const env = environmentFor({
      proxyUrl: `http://127.0.0.1:${proxy.port}`,
      ca: certificates.ca,
      key: keys[mode],
      host: HOST,
      folder: cleanUp.temporaryFolder(),
      base: environment,
    });
    const sandbox: Sandbox = {
      env,
      keys: { test: keys.test, live: keys.live },
      url: `https://127.0.0.1:${portOf(server)}`,
      ca: certificates.ca,
      requests,
      intercept: options.intercept,
      clearRequests: () => void requests.splice(0),
      account: ({ mode: which = "test", account = OWN_ACCOUNT } = {}) =>
        new AccountView(accounts.get(which, account), api, save),
      close: () => cleanUp.run(),
    };
    return sandbox;
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** Opens the accounts in the state file, if there is one. A change that cannot be saved is undone. */
function openAccounts(
  fresh: boolean,
  name: string | undefined,
  cleanUp: CleanUp,
): { readonly accounts: Accounts; readonly save: () => void } {
  if (name === undefined) {
    const save = (): void => undefined;
    return { accounts: new Accounts(fresh, save), save };
  }
  const file = new StateFile(name);
  cleanUp.addFile(() => file.close());
  const save = (): void => {
    try {
      file.write(accounts.snapshot());
    } catch (error) {
      accounts.restore(file.last());
      throw error;
    }
  };
  const accounts = new Accounts(fresh, save);
  accounts.restore(file.read());
  save();
  return { accounts, save };
}
