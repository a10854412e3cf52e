import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MODULE = "github.com/stripe/stripe-mock@v0.203.0";

/** The version of Stripe's OpenAPI that stripe-mock contains. */
export class OpenApi {
  /** Reads it from the source of the Go module. Requires Go. */
  static read(): OpenApi {
    const source = JSON.parse(execFileSync("go", ["mod", "download", "-json", MODULE], { encoding: "utf8" }));
    const read = (name: string) => JSON.parse(readFileSync(join(source.Dir, "embedded/openapi", name), "utf8"));
    const { paths, components } = read("spec3.json");
    return new OpenApi(paths, components.schemas, read("fixtures3.json").resources);
  }

  private constructor(
    private readonly paths: Readonly<Record<string, Record<string, any>>>,
    readonly schemas: Readonly<Record<string, any>>,
    /** One object of each schema. */
    readonly examples: Readonly<Record<string, any>>,
  ) {}

  /** All endpoints, with `id` for each ID in the path. */
  endpoints(): [method: string, path: string][] {
    return Object.entries(this.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method): [string, string] => [method.toUpperCase(), path.replace(/\{\w+\}/g, "id")]),
    );
  }

  /** The operation of an endpoint. `path` ends with the ID of an object if the endpoint requires one. */
  operation(method: string, path: string): any {
    const template = Object.keys(this.paths).find((candidate) =>
      new RegExp(`^${candidate.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
    );
    return template && this.paths[template][method.toLowerCase()];
  }

  /** The parameters of an endpoint by name, each with its schema. */
  parameters(method: string, path: string): Record<string, any> {
    const operation = this.operation(method, path);
    if (method === "POST") {
      return operation.requestBody.content["application/x-www-form-urlencoded"].schema.properties ?? {};
    }
    const query = (operation.parameters ?? []).filter((parameter: any) => parameter.in === "query");
    return Object.fromEntries(query.map(({ name, schema }: any) => [name, schema]));
  }
}

/** A running stripe-mock, Stripe's own mock server. */
export class StripeMock {
  /** Builds and starts it. Requires Go. */
  static async start(): Promise<StripeMock> {
    const folder = mkdtempSync(join(tmpdir(), "stripe-mock-"));
    execFileSync("go", ["install", MODULE], { env: { ...process.env, GOBIN: folder } });
    const port = await freePort();
    // By default, it also listens on a fixed HTTPS port on all interfaces.
    const addresses = ["-http-addr", `127.0.0.1:${port}`, "-https-addr", "127.0.0.1:0"];
    const child = spawn(join(folder, "stripe-mock"), addresses, { stdio: "ignore" });
    const mock = new StripeMock(`http://127.0.0.1:${port}`, child, folder);
    process.once("exit", () => mock.stop());
    await mock.answers();
    return mock;
  }

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Sends a request with form-encoded parameters. */
  ask(method: string, path: string, form: string): Promise<[status: number, body: any]> {
    return askStripeMock(this.url, method, path, form);
  }

  stop(): void {
    this.child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Waits until it responds, which takes a while on busy machines. */
  private async answers(): Promise<void> {
    for (const end = Date.now() + 60_000; ;) {
      try {
        await fetch(this.url);
        return;
      } catch (error) {
        if (Date.now() > end || this.child.exitCode !== null) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }
}

/** Sends a request with form-encoded parameters to a stripe-mock. */
export async function askStripeMock(
  url: string,
  method: string,
  path: string,
  form: string,
): Promise<[status: number, body: any]> {
  const response = await fetch(`${url}${path}${method === "GET" && form ? `?${form}` : ""}`, {
    method,
    headers: {
      authorization: "Bearer sk_test_123",
      ...(method === "POST" && { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...(method === "POST" && { body: form }),
  });
  return [response.status, await response.json()];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
