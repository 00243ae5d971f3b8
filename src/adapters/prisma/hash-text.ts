/** A 48-bit hash of a text, by two FNV-1a rounds with different primes: tells contents apart, keeps no secret. */
export function hashText(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
  }
  // FNV's high bits depend on fewer characters than its low ones: mix them before cutting.
  high = Math.imul(high ^ (high >>> 15), 0x85ebca6b);
  return ((high >>> 16) & 0xffff) * 0x1_0000_0000 + (low >>> 0);
}
