/** What was asked and answered in this tab: survives a reload, ends with the tab. */

const KEY = "shopbell.history";
const KEEP = 30;

/** `[{ words, reply }]`, oldest first. */
export function loadHistory() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}

export function remember(entry) {
  let entries = [...loadHistory(), entry].slice(-KEEP);
  // Where the browser's room is full, the oldest answers make way.
  while (entries.length > 0) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(entries));
      return;
    } catch {
      entries = entries.slice(1);
    }
  }
}

export function forgetHistory() {
  sessionStorage.removeItem(KEY);
}
