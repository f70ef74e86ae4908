/** The subdomain of the account of this number. */
export function hostOf(index: number): string {
  return `bench-${index}`;
}
