import type { HttpRequest } from "@smithy/types";

/** Where the requests to an endpoint go. */
export interface Target extends Pick<HttpRequest, "protocol" | "hostname" | "port" | "path"> {
  /** The `host` header. */
  readonly host: string;
}

/** The target of an endpoint's URL; its path, if it has one, is a prefix. */
export function targetOf(endpoint: string): Target {
  const { protocol, hostname, port, pathname, host } = new URL(endpoint);
  return {
    protocol,
    hostname,
    port: port ? Number(port) : undefined,
    path: `${pathname.replace(/\/$/, "")}/`,
    host,
  };
}
