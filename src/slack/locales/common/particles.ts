import { josa, numberToHangul } from 'es-hangul';

/** A number with its particle, by how the number is read: `3으로`, `2로`. What ends in no number takes it by its last letter. */
export function numbered(value: string | number, particle: '으로/로' | '이/가'): string {
  const spoken = `${value}`.replace(/\)$/, '');
  const [digits] = /\d+$/.exec(spoken) ?? [];
  return `${value}${josa.pick(digits === undefined ? spoken : numberToHangul(Number(digits)), particle)}`;
}
