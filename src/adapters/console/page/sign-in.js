/** The sign-in form: shown until the server takes the token. */
import { signIn } from "./api.js";
import { byId } from "./dom.js";
import { sayError } from "./texts.js";

/** @param {() => void} done called once signed in */
export function showSignIn(done) {
  const form = byId("sign-in");
  const token = byId("token");
  const problem = byId("sign-in-problem");
  form.hidden = false;
  token.focus();
  form.onsubmit = async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await signIn(token.value);
      form.hidden = true;
      done();
    } catch (error) {
      problem.textContent = sayError(error);
      token.select();
    } finally {
      if (form.hidden) token.value = "";
    }
  };
}
