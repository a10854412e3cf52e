import * as https from "node:https";
import { formPairs, fromPlain, type Plain } from "../../../cli/src/sandbox/api/form";
import type { Sandbox } from "../../../cli/src/sandbox";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Record<string, any>;
}

export type Params = { readonly [name: string]: Plain };

/** Calls a sandbox without its proxy. */
export class Client {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same client with other headers, which can include `authorization`. */
  with(headers: Readonly<Record<string, string>>): Client {
    return new Client(this.sandbox, { ...this.headers, ...headers });
  }

  get(path: string, params: Params = {}): Promise<Reply> {
    const query = encode(params);
    return this.send("GET", query === "" ? path : `${path}?${query}`);
  }

  post(path: string, params: Params | string = {}): Promise<Reply> {
    return this.send("POST", path, typeof params === "string" ? params : encode(params));
  }

  delete(path: string): Promise<Reply> {
    return this.send("DELETE", path);
  }

  private send(method: string, path: string, body?: string): Promise<Reply> {
    const headers = {
      authorization: `Bearer ${this.sandbox.keys.test}`,
      ...(body !== undefined && {
        "content-type": "application/x-www-form-urlencoded",
        "content-length": String(Buffer.byteLength(body)),
      }),
      ...this.headers,
    };
    return new Promise((resolve, reject) => {
      const request = https.request(this.sandbox.url + path, { method, headers, ca: this.sandbox.ca }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string | undefined>,
            body: JSON.parse(text) as Reply["body"],
          }),
        );
      });
      request.on("error", reject);
      request.end(body);
    });
  }
}

function encode(params: Params): string {
  return formPairs(fromPlain(params))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
}
