import { createContext } from 'react';
import { en, type Words } from './en.ts';
import type { TourWords } from './tour-en.ts';
import { tourEn } from './tour-en.ts';
import type { PageLanguage } from './words.ts';

/** The language chosen for the page. */
export const ChosenLanguage = createContext<PageLanguage>('en');
/** The page's words in the language chosen for it. */
export const PageWords = createContext<Words>(en);
/** The tour's words in the same language. */
export const TourTexts = createContext<TourWords>(tourEn);
