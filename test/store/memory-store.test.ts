import { memoryStore } from '../support/memory-store.ts';
import { storeContract } from './store.contract.ts';

storeContract('memory', async (clock) => memoryStore(clock));
