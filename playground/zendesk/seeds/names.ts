/** First names of invented people. */
const FIRST =
  'Rasa Tomas Ieva Jonas Migle Lukas Greta Paulius Ona Mantas Minjun Seoyeon Jihoon Hayoon Dohyun Yuna Sofia Mateo Elena Hugo'.split(' ');
/** Family names of invented people. */
const LAST = 'Example Vale Marsh Lindqvist Okafor Petrov Kang Moon Rowan Hale'.split(' ');

/** The name of the person with that number; the first 200 are all different. */
export function nameOf(index: number): string {
  return `${FIRST[index % FIRST.length]} ${LAST[Math.floor(index / FIRST.length) % LAST.length]}`;
}
