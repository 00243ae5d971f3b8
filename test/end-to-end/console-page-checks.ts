/** What a person would check by looking. These functions run in the page: they may use nothing from outside themselves. */

/** Runs in the page: what has the focus is drawn with an outline and not hidden under bar or composer. */
export function isFocusSeen(): boolean {
  const element = document.activeElement;
  if (element === null || element === document.body) return false;
  const shown = element.matches(".looks input") ? element.nextElementSibling : element;
  const inComposer = element.closest(".composer-box");
  const style = getComputedStyle(inComposer ?? shown ?? element);
  const box = (shown ?? element).getBoundingClientRect();
  const on = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  const isCovered = on?.closest(".composer, .bar") !== null && element.closest(".composer, .bar") === null;
  return (style.outlineStyle !== "none" || inComposer !== null) && !isCovered;
}

/** Runs in the page: texts whose colour stands out less than 4.5 to 1 from what is behind them. */
export function findFaintTexts(): string[] {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (context === null) return ["no canvas"];
  const read = (color: string): number[] => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color: number[]): number => {
    const [r = 0, g = 0, b = 0] = color.slice(0, 3).map((value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element): number[] => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const color = read(getComputedStyle(at).backgroundColor);
      if ((color[3] ?? 0) > 200) return color;
    }
    return [255, 255, 255, 255];
  };
  const faint: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (
      element === null ||
      node.textContent?.trim() === "" ||
      !element.checkVisibility() ||
      element.closest(".visually-hidden, noscript, .skip")
    )
      continue;
    const [light = 0, dark = 0] = [luminance(read(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${element.className}: ${node.textContent?.slice(0, 30)}`);
  }
  return faint;
}
