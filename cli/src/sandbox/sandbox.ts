import { Api } from "./api/api";
import { Keyring, replaceKeys, type RestrictedKey } from "./api/keys/keyring";
import { CleanUp } from "./clean-up";
import { Dashboard } from "./dashboard";
import { makeCertificates } from "./network/certificates";
import { type Environment, environmentFor } from "./network/environment";
import { API_HOST } from "./network/hosts";
import { startProxy, upstreamIn } from "./network/proxy";
import { type Interceptor, keepRequest, type SandboxRequest } from "./network/requests";
import { createServers, listen } from "./network/server";
import { endpoints, kinds } from "./resources";
import type { Mode } from "./state/account";
import { Accounts, OWN_ACCOUNT } from "./state/accounts";
import { StateFile } from "./state/state-file";

export interface SandboxOptions {
  /**
   * API keys to accept, restricted ones with all or some permissions. A mode without any keeps its default keys: `sk_test_sandbox` and `rk_test_sandbox`, or
   * `sk_live_sandbox` and `rk_live_sandbox`.
   * @default - the default keys of both modes
   */
  readonly keys?: readonly (string | RestrictedKey)[];
  /**
   * If true, accounts start without a portal configuration, so that the first one becomes the default.
   * @default false - every account has a default one, as saved in the Dashboard
   */
  readonly fresh?: boolean;
  /**
   * The mode of the key in `env`.
   * @default "test"
   */
  readonly mode?: Mode;
  /**
   * The port for plain HTTP.
   * @default 0 - a free port
   */
  readonly port?: number;
  /**
   * The file that keeps the accounts between runs. One sandbox uses it at a time.
   * @default - they are lost
   */
  readonly stateFile?: string;
  /** Called with each request before it is executed. `sandbox.intercept` replaces it. */
  readonly intercept?: Interceptor;
  /** Called with each request once it has its answer, or its connection was cut. */
  readonly onRequest?: (request: SandboxRequest) => void;
  /** Called with each connection to Stripe that was rejected, as a message for the user. */
  readonly onRejected?: (message: string) => void;
  /**
   * The environment that the command would have without the sandbox. Its proxy is used for all other hosts, and its
   * certificates stay trusted.
   * @default process.env
   */
  readonly environment?: Environment;
}

/** A running sandbox. */
export interface Sandbox {
  /** The variables that connect a command to the sandbox: `{ ...process.env, ...sandbox.env }`. */
  readonly env: Readonly<Record<string, string>>;
  /** The names of the variables in `env` that had Stripe keys, replaced with the sandbox's keys. */
  readonly replacedKeys: readonly string[];
  /** A key of each mode that the sandbox accepts. */
  readonly keys: { readonly test: string; readonly live: string };
  /** The HTTPS server: `https://127.0.0.1:<port>`. */
  readonly url: string;
  /** The CA that signed its certificate (PEM). */
  readonly ca: string;
  /** The same API over plain HTTP: `http://127.0.0.1:<port>`. */
  readonly httpUrl: string;
  /** The last 10,000 requests since the start or `clearRequests`, in the order of arrival. */
  readonly requests: readonly SandboxRequest[];
  /** A function that runs before each request is executed and can replace its answer. Undefined changes nothing. */
  intercept: Interceptor | undefined;
  clearRequests(): void;
  /** The options that connect npm `stripe` to the sandbox: `new Stripe(sandbox.keys.test, sandbox.stripeOptions())`. */
  stripeOptions(): { host: string; port: number; protocol: "http" };
  /** The Dashboard of an account, by default of the keys' own account in test mode. */
  dashboard(which?: { readonly mode?: Mode; readonly account?: string }): Dashboard;
  /** The accounts that requests have used so far. */
  accounts(): { readonly mode: Mode; readonly account: string }[];
  /** Stops everything, cuts open connections, unlocks the state file and removes temporary files. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts a local Stripe on loopback ports. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const cleanUp = new CleanUp();
  try {
    return await start(options, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function start(options: SandboxOptions, cleanUp: CleanUp): Promise<Sandbox> {
  const { environment = process.env, fresh = false, mode = "test", port = 0 } = options;
  const keyring = new Keyring(options.keys ?? []);
  const { accounts, save } = openAccounts(fresh, options.stateFile, cleanUp);
  const api = new Api(endpoints, accounts, keyring, save);
  const requests: SandboxRequest[] = [];
  const certificates = await makeCertificates(API_HOST);
  const { https, http } = createServers(api, certificates, {
    interceptor: () => sandbox.intercept,
    received: (request) => keepRequest(requests, request),
    finished: (request) => options.onRequest?.(request),
  });
  const secure = await listen(https, 0);
  cleanUp.add(() => secure.close());
  const plain = await listen(http, port);
  cleanUp.add(() => plain.close());
  const proxy = await startProxy({
    server: https,
    upstream: upstreamIn(environment),
    onRejected: (message) => options.onRejected?.(message),
  });
  cleanUp.add(() => proxy.close());
  const sandbox: Sandbox = {
    env: environmentFor({
      base: environment,
      ca: certificates.ca,
      folder: cleanUp.temporaryFolder(),
      key: keyring[mode],
      keyring,
      port: secure.port,
      proxyUrl: proxy.url,
    }),
    replacedKeys: Object.keys(replaceKeys(environment, keyring)).filter((name) => name !== "STRIPE_API_KEY"),
    keys: { test: keyring.test, live: keyring.live },
    url: `https://127.0.0.1:${secure.port}`,
    ca: certificates.ca,
    httpUrl: `http://127.0.0.1:${plain.port}`,
    requests,
    intercept: options.intercept,
    clearRequests: () => void requests.splice(0),
    stripeOptions: () => ({ host: "127.0.0.1", port: plain.port, protocol: "http" }),
    dashboard: ({ mode: which = "test", account = OWN_ACCOUNT } = {}) =>
      new Dashboard(accounts.get(which, account), api, save),
    accounts: () => accounts.snapshot().map(({ id, mode }) => ({ mode, account: id })),
    close: () => cleanUp.run(),
  };
  return sandbox;
}

/** Opens the accounts in the state file, if there is one. A change that cannot be saved is undone. */
function openAccounts(
  fresh: boolean,
  name: string | undefined,
  cleanUp: CleanUp,
): { readonly accounts: Accounts; readonly save: () => void } {
  if (name === undefined) {
    const save = (): void => undefined;
    return { accounts: new Accounts(kinds, fresh, save), save };
  }
  const file = new StateFile(name, kinds);
  cleanUp.addFile(() => file.close());
  const save = (): void => {
    try {
      file.write(accounts.snapshot());
    } catch (error) {
      accounts.restore(file.last());
      throw error;
    }
  };
  const accounts = new Accounts(kinds, fresh, save);
  accounts.restore(file.read());
  save();
  return { accounts, save };
}
