/**
 * The question's input: a combobox (WAI-ARIA, list autocomplete with manual selection) that also recalls earlier lines.
 *
 * Tab takes the first or the chosen suggestion; Enter asks, or takes a suggestion chosen with the arrows; Up recalls
 * where no list is being walked; Esc closes the list.
 */
import { byId, el } from "./dom.js";

const PAUSE_MS = 80;

/**
 * @param {{ suggest: (line: string, signal: AbortSignal) => Promise<{ label: string, detail: string, line: string }[]>, submit: (line: string) => void }} on
 */
export function createLineInput(on) {
  const input = byId("words");
  const list = byId("suggestions");
  let suggestions = [];
  let chosen = -1;
  let lines = [];
  let recalled = 0;
  let draft = "";
  let timer = 0;
  let request = new AbortController();

  function close() {
    clearTimeout(timer);
    request.abort();
    suggestions = [];
    chosen = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(found) {
    if (found.length === 0) return close();
    suggestions = found;
    list.replaceChildren(
      ...found.map(({ label, detail }, index) =>
        el(
          "div",
          { role: "option", id: `suggestion-${index}`, "aria-selected": "false", onpointerdown: (event) => take(index, event) },
          el("span", { class: "suggestion-label" }, label),
          el("span", { class: "suggestion-detail" }, detail),
        ),
      ),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(-1);
  }

  function choose(index) {
    chosen = index;
    for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === index));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `suggestion-${index}`);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function take(index, event) {
    event.preventDefault();
    write(suggestions[index].line);
    look();
  }

  function write(line) {
    input.value = line;
    input.setSelectionRange(line.length, line.length);
    input.scrollLeft = input.scrollWidth;
  }

  function look() {
    clearTimeout(timer);
    request.abort();
    request = new AbortController();
    const { signal } = request;
    if (input.value.trim() === "") return close();
    timer = setTimeout(async () => {
      // Suggestions are a help: where they fail, typing goes on without them.
      const found = await on.suggest(input.value, signal).catch(() => []);
      if (!signal.aborted) show(found);
    }, PAUSE_MS);
  }

  function recall(step, event) {
    const next = recalled + step;
    if (next < 0 || next > lines.length) return;
    event.preventDefault();
    if (recalled === lines.length) draft = input.value;
    recalled = next;
    close();
    write(lines[recalled] ?? draft);
  }

  function submit() {
    const line = input.value.trim();
    if (line === "") return;
    close();
    input.value = "";
    on.submit(line);
  }

  input.addEventListener("input", () => {
    recalled = lines.length;
    look();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const isOpen = suggestions.length > 0;
    if (event.key === "Tab" && isOpen && !event.shiftKey) take(Math.max(chosen, 0), event);
    else if (event.key === "Enter" && chosen >= 0) take(chosen, event);
    else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && isOpen) {
      event.preventDefault();
      choose((chosen + 1) % suggestions.length);
    } else if (event.key === "ArrowUp" && isOpen && chosen >= 0) {
      event.preventDefault();
      choose(chosen - 1);
    } else if (event.key === "ArrowUp") recall(-1, event);
    else if (event.key === "ArrowDown") recall(1, event);
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  document.addEventListener("keydown", (event) => {
    const inField = event.target instanceof HTMLInputElement && event.target.type !== "radio";
    if (event.key !== "/" || inField || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });

  return {
    focus: () => input.focus(),
    /** Lines that Up brings back, oldest first. */
    setLines(earlier) {
      lines = earlier;
      recalled = lines.length;
    },
  };
}
