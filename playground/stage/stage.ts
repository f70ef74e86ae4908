import type { WorldName } from '../cast.ts';
import { begin, openScene, type Scene, type SceneOptions } from './scene.ts';

/** Where the playground plays: one world at a time, which can be exchanged for another. */
export interface Stage {
  /** The world under way. */
  scene(): Scene;
  /** Counts up with every world: pages begin anew with it. */
  number(): number;
  /** Ends this world and begins that one from its start. */
  choose(name: WorldName): Promise<void>;
  /** Calls after every change; the answer stops it. */
  onChange(listener: () => void): () => void;
  /** Settles when the first world's bot has been started. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** Opens the first world. */
export async function openStage({ connect = [], ...options }: SceneOptions): Promise<Stage> {
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  let scene = await openScene(options, changed);
  let number = 1;
  let exchange: Promise<void> = Promise.resolve();
  let isOver = false;

  const exchanged = async (name: WorldName) => {
    const next = await openScene({ ...options, name }, changed);
    const before = scene;
    scene = next;
    number += 1;
    changed();
    await before.stop();
    if (isOver) return;
    await begin(next, []);
    changed();
  };
  return {
    scene: () => scene,
    number: () => number,
    choose(name) {
      // One after the other, however impatient somebody clicks.
      exchange = exchange.catch(() => {}).then(() => (isOver ? undefined : exchanged(name)));
      return exchange;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ready: begin(scene, connect).then(changed),
    async stop() {
      isOver = true;
      await exchange.catch(() => {});
      await scene.stop();
    },
  };
}
