import { createContext } from 'react';
import { type Words, words } from './words.ts';

/** The page's words in the language chosen for it. */
export const PageWords = createContext<Words>(words.en);
