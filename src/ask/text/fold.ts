/** What makes two spellings the same word: width, case, and traditional or simplified characters. */

/** Traditional characters that occur in the vocabulary, each before its simplified form. */
const TRADITIONAL =
  "銷销額额單单訂订總总淨净潤润轉转換换率率價价訪访問问個个週周禮礼過过近近後后幾几兩两時时間间號号從从對对較较與与無无環环標标" +
  "廣广費费頻频道道產产國国設设備备類类別别報报圖图導导數数據据員员戶户買买會会錢钱終终當当這这來来還还請请給给顯显樣样麼么嗎吗" +
  "舖铺鋪铺門门話话渠渠動动活活節节貨货賣卖損损復复購购層层臺台灣湾";

const SIMPLIFIED: ReadonlyMap<string, string> = pairUp(TRADITIONAL);

function pairUp(pairs: string): ReadonlyMap<string, string> {
  const characters = [...pairs];
  const map = new Map<string, string>();
  for (let i = 0; i + 1 < characters.length; i += 2) map.set(characters[i] ?? "", characters[i + 1] ?? "");
  return map;
}

/** The vocabulary's spelling of one Han character. */
export function foldHan(character: string): string {
  return SIMPLIFIED.get(character) ?? character;
}

/** The vocabulary's spelling of a word of letters: lower case, without a possessive ("yesterday's" is "yesterday"). */
export function foldWord(word: string): string {
  const lower = word.toLowerCase().replaceAll("’", "'");
  return lower.endsWith("'s") && lower.length > 2 ? lower.slice(0, -2) : lower;
}
