/** What DATABASE_URL says. */
import { StoreError } from "../../ports/stores.ts";

export type StoreUrl =
  | { readonly engine: "sqlite"; readonly path: string; readonly shown: string }
  /** `shown` has no password in it. */
  | { readonly engine: "postgresql"; readonly url: string; readonly shown: string };

/** Rejects what is neither `file:` nor `postgresql:` with a StoreError in words for people. */
export function parseStoreUrl(url: string): StoreUrl {
  if (url.startsWith("file:")) {
    const path = decodePath(url.slice("file:".length));
    if (path !== "") return { engine: "sqlite", path, shown: path };
  }
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) {
    const { hostname, port, pathname } = new URL(url);
    return { engine: "postgresql", url, shown: `${hostname || "localhost"}:${port || "5432"}${pathname}` };
  }
  throw new StoreError(
    "failed",
    "DATABASE_URL is neither a file nor a PostgreSQL address. Write file:./data/shopbell.db or postgresql://user:password@host:5432/database.",
  );
}

/** `file:///a/b.db` and `file:/a/b.db` name the same file; a query (`?mode=…`) is no part of it. */
function decodePath(rest: string): string {
  const path = rest.replace(/\?.*$/, "").replace(/^\/\/(?=\/)/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
