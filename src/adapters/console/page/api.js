/** Talks to the server. Every failure is an `ApiError` whose code `texts.js` has words for. */

class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.name = "ApiError";
    this.code = code;
  }
}

/** What the page needs to begin: `{ signedIn, needsToken, commands }`. */
export function hello() {
  return call("hello");
}

/** `{ posts }`: what was posted or edited after that revision. */
export function posts(after) {
  return call(`posts?after=${after}`);
}

export function signIn(token) {
  return call("sign-in", { token });
}

export function signOut() {
  return call("sign-out", {});
}

/** Resolves to `{ reply }`, null where there is nothing to say, or to a `{ form }` that the words open. */
export function ask(question) {
  return call("ask", question);
}

/** A filled form: resolves to `{ words, reply }` or `{ problems }` by field. */
export function fill(form) {
  return call("fill", form);
}

export function complete(question, signal) {
  return call("complete", question, signal);
}

async function call(name, body, signal) {
  const init = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(`/console/api/${name}`, { ...init, signal, credentials: "same-origin" });
  } catch (error) {
    throw error instanceof DOMException && error.name === "AbortError" ? error : new ApiError("offline", "no connection");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new ApiError(answer.error?.code ?? "failed", answer.error?.message ?? response.statusText);
}
