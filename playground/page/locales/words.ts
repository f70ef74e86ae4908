import { en } from './en.ts';
import { ko } from './ko.ts';
import { tourEn } from './tour-en.ts';
import { tourKo } from './tour-ko.ts';

/** Both languages of the page. */
export const words = { en, ko } as const;

/** The tour in both languages. */
export const tourWords = { en: tourEn, ko: tourKo } as const;

/** A language of the page. */
export type PageLanguage = keyof typeof words;
