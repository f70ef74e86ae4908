/** One line of the table: what was measured, and whether it keeps to its budget. */
export interface Figure {
  readonly name: string;
  /** The ratio or the difference that counts, with its unit. */
  readonly measured: string;
  readonly budget: string;
  /** `seen`: a number beside the others, with no budget of its own. */
  readonly verdict: 'ok' | 'over' | 'seen';
  /** The absolute numbers it comes from. */
  readonly from: string;
}

/** A figure with a number that must not be above its budget. */
export function held({
  value,
  most,
  ...rest
}: {
  readonly name: string;
  readonly value: number;
  readonly most: number;
  readonly unit: string;
  readonly from: string;
}): Figure {
  const { name, unit, from } = rest;
  // A number that could not be taken is over: it never reads as kept.
  const verdict = value <= most ? 'ok' : 'over';
  return { name, measured: `${shown(value)}${unit}`, budget: `<= ${most}${unit}`, verdict, from };
}

/** A figure that is only shown. */
export function seen(name: string, measured: string, from: string): Figure {
  return { name, measured, budget: '', verdict: 'seen', from };
}

/** The table, one figure a line, and how many are over. */
export function table(figures: readonly Figure[]): string {
  const heading = ['figure', 'measured', 'budget', 'verdict', 'from'] as const;
  const rows = figures.map(({ name, measured, budget, verdict, from }) => [
    name,
    measured,
    budget,
    verdict === 'seen' ? '-' : verdict,
    from,
  ]);
  const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const over = figures.filter(({ verdict }) => verdict === 'over').map(({ name }) => name);
  const sum = over.length === 0 ? 'Every figure is within its budget.' : `over: ${over.join('; ')}`;
  return [line(heading), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line), '', sum].join('\n');
}

/** A figure that could not be taken. It never reads as kept. */
export function notTaken(name: string, error: unknown): Figure {
  const [why = ''] = String(error).split('\n');
  return { name, measured: 'not measured', budget: '', verdict: 'over', from: why };
}

/** Two digits behind the point below 100, none above nor for whole numbers. */
export function shown(value: number): string {
  if (Number.isInteger(value)) return `${value}`;
  return value < 100 ? value.toFixed(2) : value.toFixed(0);
}
