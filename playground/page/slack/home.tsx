import { use, useEffect, useMemo, useState } from 'react';
import type { Act } from '../live.ts';
import { PageWords } from '../locales/language.ts';
import type { PageView, Person } from '../wire.ts';
import { failureOf } from './failure.ts';
import { Blocks } from './kit/blocks.tsx';
import { type Using, UsingContext } from './kit/controls.tsx';
import { field, type Shape } from './kit/shapes.ts';

/** The app's home tab; coming here tells the app so. */
export function Home({ home, reader, act }: { readonly home: PageView | null; readonly reader: Person; readonly act: Act }) {
  const words = use(PageWords);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    void act({ do: 'home', person: reader.id });
  }, [act, reader.id]);
  const using = useMemo<Using>(() => {
    const press = async (element: Shape, blockId: string, value?: unknown) => {
      const action = { person: reader.id, place: { home: true }, actionId: field(element, 'action_id'), blockId, value } as const;
      setFailure(failureOf(await act({ do: 'press', ...action })));
    };
    return {
      use: (element, blockId, value) => void press(element, blockId, value),
      held: (blockId, actionId) => home?.state.values[blockId]?.[actionId],
      isBusy: false,
    };
  }, [act, home, reader.id]);
  return (
    <section className="conversation" aria-label={words.home}>
      <h2>{words.home}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="messages home" tabIndex={0}>
        {home ? (
          <UsingContext value={using}>
            <Blocks blocks={home.blocks} />
          </UsingContext>
        ) : (
          <p className="nothing">{words.homeEmpty}</p>
        )}
        {failure && (
          <p className="error" role="alert">
            {words.failed(failure)}
          </p>
        )}
      </div>
    </section>
  );
}
