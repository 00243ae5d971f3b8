/** What stands in quotes or behind "=": names of products, channels, saved questions. */
const NAMES = /"[^"]*"|“[^”]*”|「[^」]*」|=\S*/gu;

/** True where a line is said in Chinese. A name tells no language: "products with “龙井茶”" is English. */
export function isChinese(line: string): boolean {
  return /\p{Script=Han}/u.test(line.replace(NAMES, " "));
}
