import { useCallback, useEffect, useRef, useState } from 'react';
import type { Action, Answer, PageState } from './wire.ts';

/** Between two looks at the world, at least: at sixty times the speed it changes all the time. */
const REST_MS = 200;

/** Does one thing in the world. */
export type Act = (action: Action) => Promise<Answer>;

/** The world as one person sees it, always the newest, and the way to act in it. */
export function useWorld(person: string): { readonly state: PageState | undefined; readonly isLost: boolean; readonly act: Act } {
  const [state, setState] = useState<PageState>();
  const [isLost, setLost] = useState(false);
  const look = useLook(person, setState);

  useEffect(() => {
    const changes = new EventSource('/api/changes');
    changes.onopen = () => setLost(false);
    changes.onerror = () => setLost(true);
    changes.onmessage = () => void look();
    return () => changes.close();
  }, [look]);

  const act = useCallback<Act>(
    async (action) => {
      const answer = await send(action);
      await look();
      return answer;
    },
    [look],
  );
  return { state, isLost, act };
}

/** Fetches the state: one look at a time, and one more if it was asked for meanwhile. */
function useLook(person: string, seen: (state: PageState) => void): () => Promise<void> {
  const latest = useRef(0);
  const under = useRef<Promise<void>>(undefined);
  const wanted = useRef(false);
  const once = useCallback(async () => {
    latest.current += 1;
    const turn = latest.current;
    try {
      const response = await fetch(`/api/state?person=${encodeURIComponent(person)}`);
      if (response.ok && turn === latest.current) seen(await response.json());
    } catch {
      // The stream of changes tells that the server is gone, and looks again when it is back.
    }
  }, [person, seen]);
  return useCallback(async () => {
    if (under.current) {
      wanted.current = true;
      return under.current;
    }
    under.current = (async () => {
      do {
        wanted.current = false;
        await once();
        await new Promise((done) => setTimeout(done, REST_MS));
      } while (wanted.current);
      under.current = undefined;
    })();
    return under.current;
  }, [once]);
}

async function send(action: Action): Promise<Answer> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/api/act', { method: 'POST', headers, body: JSON.stringify(action) });
    return await response.json();
  } catch (error) {
    return { ok: false, error: String(error) };
  }
}
