import { useEffect, useState } from 'react';
import type { PageState } from '../wire.ts';

/** What this browser keeps under that name. */
export const kept = (name: string): string | null => localStorage.getItem(name);

/** Until when each person has looked: one sees as whom one is. Another world begins anew. */
export function useSeen(state: PageState | undefined, person: string): Readonly<Record<string, string>> {
  const [seen, setSeen] = useState<{ readonly scene: number; readonly until: Readonly<Record<string, string>> }>({ scene: 0, until: {} });
  const scene = state?.scene ?? 0;
  const newest = state?.notices.findLast((notice) => notice.person === person)?.ts ?? '0';
  useEffect(() => {
    setSeen((before) => ({ scene, until: { ...(before.scene === scene ? before.until : {}), [person]: newest } }));
  }, [scene, person, newest]);
  return seen.until;
}
