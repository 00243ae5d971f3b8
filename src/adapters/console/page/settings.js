/** What a person chose: theme and language, kept in this browser. */

const THEMES = ["system", "light", "dark"];
const THEME_KEY = "shopbell.theme";
const LANGUAGE_KEY = "shopbell.language";
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

export function theme() {
  const stored = localStorage.getItem(THEME_KEY);
  return THEMES.includes(stored) ? stored : "system";
}

/** "light" or "dark": what is on the screen now. */
export function shownTheme() {
  if (theme() !== "system") return theme();
  return prefersDark.matches ? "dark" : "light";
}

export function nextTheme() {
  localStorage.setItem(THEME_KEY, THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  applyTheme();
}

export function applyTheme() {
  document.documentElement.dataset.theme = theme();
  document.dispatchEvent(new Event("themechange"));
}

prefersDark.addEventListener("change", applyTheme);

/** "en" or "zh". */
export function language() {
  const stored = localStorage.getItem(LANGUAGE_KEY);
  if (stored === "en" || stored === "zh") return stored;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

export function nextLanguage() {
  localStorage.setItem(LANGUAGE_KEY, language() === "en" ? "zh" : "en");
}
