import type { Access } from '../../../../checklist/look/probe.ts';
import { assertNever } from '../../../../migration/never.ts';
import type { AccessText } from './text.ts';

/** What is missing and how to get it, then how it goes without; empty where nothing is missing. */
export function adviceOn({ of, verdict, why }: Access, text: AccessText): string {
  switch (verdict) {
    case 'yes':
      return '';
    case 'unknown':
      return `${text.unknown(why ?? 'not_looked')}. ${text.without[of]}`;
    case 'no':
      if (why === 'token_refused') return text.refused;
      return `${why === 'no_credential' ? text.credential[of] : text.plan[of]} ${text.without[of]}`;
    default:
      return assertNever(verdict);
  }
}
