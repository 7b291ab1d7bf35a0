/** Yuan with two decimals, the schema's `Money`: from a decimal string of yuan; null where it is none. */
export function yuan(text: string): string | null {
  return money(text, 0);
}

/** Yuan with two decimals from ten thousand yuan (万元): `0.5000` is `5000.00`. */
export function yuanFromWan(text: string): string | null {
  return money(text, 4);
}

/** Exact: shifts the decimal point in the text, and refuses what is finer than a fen. */
function money(text: string, shift: number): string | null {
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) return null;
  const [, whole, fraction = ''] = match;
  const fen = BigInt(whole! + fraction.padEnd(6, '0')) * 10n ** BigInt(shift);
  if (fen % 10_000n !== 0n) return null;
  const digits = (fen / 10_000n).toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
