import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MODULE = "github.com/stripe/stripe-mock@v0.203.0";

/** What Stripe's OpenAPI says. */
export interface Specification {
  readonly paths: Readonly<Record<string, Record<string, any>>>;
  readonly components: { readonly schemas: Readonly<Record<string, any>> };
}

/** Stripe's own stripe-mock, running. */
export class StripeMock {
  /** Builds it and starts it; needs Go. */
  static async start(): Promise<StripeMock> {
    const folder = mkdtempSync(join(tmpdir(), "stripe-mock-"));
    execFileSync("go", ["install", MODULE], { env: { ...process.env, GOBIN: folder } });
    const source = JSON.parse(execFileSync("go", ["mod", "download", "-json", MODULE], { encoding: "utf8" }));
    const specification = JSON.parse(readFileSync(join(source.Dir, "embedded", "openapi", "spec3.json"), "utf8"));
    const port = await freePort();
    const child = spawn(join(folder, "stripe-mock"), ["-http-addr", `127.0.0.1:${port}`], { stdio: "ignore" });
    const mock = new StripeMock(specification, `http://127.0.0.1:${port}`, child, folder);
    await mock.answers();
    return mock;
  }

  private constructor(
    readonly specification: Specification,
    private readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Asks it something, the parameters as a form. */
  async ask(method: string, path: string, form: string): Promise<[status: number, body: any]> {
    const response = await fetch(`${this.url}${path}${method === "GET" && form ? `?${form}` : ""}`, {
      method,
      headers: {
        authorization: "Bearer sk_test_123",
        ...(method === "POST" && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(method === "POST" && { body: form }),
    });
    return [response.status, await response.json()];
  }

  /** What the OpenAPI says of an endpoint; `path` ends in an object's id where the endpoint has one. */
  operation(method: string, path: string): any {
    const template = Object.keys(this.specification.paths).find((candidate) =>
      new RegExp(`^${candidate.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
    );
    return template && this.specification.paths[template][method.toLowerCase()];
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

  stop(): void {
    this.child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await fetch(this.url);
        return;
      } catch (error) {
        if (attempt === 200) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
