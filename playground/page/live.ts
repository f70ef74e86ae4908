import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react';
import { shared } from './shared.ts';
import type { Action, Answer, PageState } from './wire.ts';

/** Between two looks at the world, at least: at sixty times the speed it changes all the time. */
const REST_MS = 200;

/** Does one thing in the world. */
export type Act = (action: Action) => Promise<Answer>;

/** What was seen, and by whom: nobody is shown what another person saw. */
interface Seen {
  readonly by: string;
  readonly state: PageState;
}

interface World {
  readonly state: PageState | undefined;
  readonly isLost: boolean;
  readonly act: Act;
}

/** The world as one person sees it, always the newest, and the way to act in it. */
export function useWorld(person: string): World {
  const [seen, setSeen] = useState<Seen>();
  const [isLost, setLost] = useState(false);
  const look = useLook(person, setSeen);

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
      // Not waited for: at sixty times the speed there is always one more look to take.
      void look();
      return answer;
    },
    [look],
  );
  return { state: seen?.by === person ? seen.state : undefined, isLost, act };
}

/** Since when this page stands, by the clock of its world: what Slack shows to one person alone does not outlive a page. */
interface Loaded {
  readonly scene: number;
  readonly at: number;
}

/** Fetches the state: one look at a time, and one more if it was asked for meanwhile. */
function useLook(person: string, tell: Dispatch<SetStateAction<Seen | undefined>>): () => Promise<void> {
  const under = useRef<Promise<void>>(undefined);
  const isWanted = useRef(false);
  const who = useRef(person);
  const loaded = useRef<Loaded>(undefined);
  const look = useCallback(async () => {
    isWanted.current = true;
    under.current ??= (async () => {
      while (isWanted.current) {
        isWanted.current = false;
        const seen = await stateFor(who.current, loaded.current?.at);
        if (seen && seen.state.scene !== loaded.current?.scene) loaded.current = { scene: seen.state.scene, at: seen.state.now };
        // What is the same stays the same object: a message that has not changed is not drawn again.
        if (seen) tell((before) => shared(before, seen));
        await new Promise((done) => setTimeout(done, REST_MS));
      }
      under.current = undefined;
    })();
    return under.current;
  }, [tell]);
  useEffect(() => {
    who.current = person;
    void look();
  }, [person, look]);
  return look;
}

async function stateFor(person: string, loadedAt: number | undefined): Promise<Seen | undefined> {
  try {
    const since = loadedAt === undefined ? '' : `&loadedAt=${loadedAt}`;
    const response = await fetch(`/api/state?person=${encodeURIComponent(person)}${since}`);
    return response.ok ? { by: person, state: await response.json() } : undefined;
  } catch {
    // The stream of changes tells that the server is gone, and looks again when it is back.
    return undefined;
  }
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
