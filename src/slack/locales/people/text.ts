import type { Role } from '../../../migration/roles.ts';
import type { HelpGroup, HelpName } from '../../commands/help.ts';
import type { SettingKey } from '../../settings.ts';

/** What the commands about people, accounts, settings and the window set by hand say. Times, windows and people come in as they are shown. */
export interface PeopleText {
  readonly help: {
    readonly header: string;
    readonly lead: string;
    readonly noAccounts: string;
    readonly groups: Readonly<Record<HelpGroup, string>>;
    readonly does: Readonly<Record<HelpName, string>>;
    /** What stands after the command's name: an example that can be copied. `day` is `YYYY-MM-DD`, some days ahead. */
    readonly example: Readonly<Record<HelpName, (account: string, day: string) => string>>;
    readonly footer: string;
  };
  readonly accounts: {
    readonly header: (from: number, to: number, all: number) => string;
    readonly blockers: (count: number) => string;
    readonly nothingBlocks: string;
    readonly notLooked: string;
    readonly noWindow: string;
    readonly archived: string;
    readonly sandbox: string;
    readonly damaged: string;
    /** Its record can be read, and something else keeps it from being shown. */
    readonly faulty: (account: string) => string;
    readonly none: (filter: string) => string;
    readonly noPage: (page: string, last: number) => string;
    readonly more: (command: string) => string;
    readonly footer: string;
  };
  readonly connect: {
    readonly usage: string;
    readonly badKey: (word: string) => string;
    readonly badSubdomain: (word: string) => string;
    readonly secret: string;
    readonly notAllowed: (admins: string) => string;
    readonly otherSubdomain: (account: string, subdomain: string) => string;
    readonly taken: (subdomain: string, account: string) => string;
    readonly header: (account: string) => string;
    readonly added: (account: string, subdomain: string) => string;
    readonly known: (account: string, subdomain: string) => string;
    readonly connected: (account: string, subdomain: string) => string;
    readonly onServer: string;
    readonly asJson: string;
    readonly afterwards: (account: string) => string;
    readonly footer: (zone: string) => string;
  };
  readonly use: { readonly usage: string; readonly set: (account: string) => string; readonly already: (account: string) => string };
  readonly archive: {
    readonly usage: string;
    readonly done: (account: string) => string;
    readonly already: (account: string) => string;
    readonly windowGone: (window: string) => string;
  };
  readonly team: {
    readonly header: (account: string) => string;
    readonly missing: (roles: string) => string;
    readonly complete: string;
    readonly may: Readonly<Record<Role, string>>;
    readonly byHand: (account: string) => string;
    readonly usage: string;
    readonly noSuchRole: (word: string) => string;
    readonly addOrRemove: (word: string) => string;
    readonly noMention: (word: string) => string;
    readonly bot: (who: string) => string;
    readonly stranger: (who: string) => string;
    /** At the form's field, where nobody can be mentioned. */
    readonly unfit: string;
    readonly given: (role: Role, who: string) => string;
    readonly taken: (role: Role, who: string) => string;
    readonly has: (role: Role, who: string) => string;
    readonly hasNot: (role: Role, who: string) => string;
    readonly restaffed: (operator: string, backup: string) => string;
    readonly nothingChanged: string;
    readonly meanwhile: string;
    readonly modal: {
      readonly title: string;
      readonly submit: string;
      readonly close: string;
      readonly intro: (account: string) => string;
    };
  };
  readonly settings: {
    readonly header: (account: string) => string;
    readonly label: Readonly<Record<SettingKey, string>>;
    readonly meaning: Readonly<Record<SettingKey, string>>;
    /** What holds while nothing was set, where that is no value. */
    readonly unset: Readonly<Record<SettingKey, string>>;
    readonly isDefault: string;
    readonly byHand: (account: string) => string;
    readonly usage: (key: SettingKey) => string;
    readonly unknownKey: (word: string, nearest: string | undefined, all: string) => string;
    readonly form: Readonly<Record<SettingKey, string>>;
    readonly twice: (word: string) => string;
    readonly noGroup: (name: string, account: string) => string;
    readonly notSeen: (word: string, account: string) => string;
    readonly noAccount: (word: string) => string;
    readonly notSandbox: (word: string) => string;
    readonly set: (key: SettingKey, value: string) => string;
    readonly already: (key: SettingKey, value: string) => string;
    readonly planKeeps: string;
    readonly solo: string;
    readonly invite: string;
    readonly nothingChanged: string;
    readonly meanwhile: string;
    readonly choices: Readonly<Record<'four-eyes' | 'solo' | 'en' | 'ko', string>>;
    readonly modal: {
      readonly title: string;
      readonly submit: string;
      readonly close: string;
      readonly intro: (account: string) => string;
    };
  };
  readonly schedule: {
    readonly usage: string;
    readonly badDate: (word: string, example: string) => string;
    readonly badTime: (word: string, example: string) => string;
    readonly badDuration: (word: string, example: string) => string;
    readonly gap: (time: string, date: string, last: string, first: string, example: string) => string;
    readonly twice: (time: string, date: string, account: string) => string;
    readonly pass: (which: 'first' | 'second', time: string, utc: string) => string;
    readonly twiceFooter: string;
    readonly past: (earliest: string) => string;
    readonly notice: (notice: string, earliest: string, account: string) => string;
    readonly short: (length: string, needed: string, brands: number) => string;
    readonly tooLong: (length: string, most: string) => string;
    readonly blackOut: (day: string, range: string, account: string) => string;
    readonly hours: (hours: string, outside: 'start' | 'end', account: string) => string;
    readonly instead: (example: string) => string;
    readonly noBrands: (account: string) => string;
    readonly header: (account: string) => string;
    readonly set: (window: string) => string;
    readonly already: (window: string) => string;
    readonly yours: (window: string) => string;
    readonly askApprover: (who: string) => string;
    readonly noApprover: (account: string) => string;
    readonly brands: (brands: string) => string;
    readonly duty: (operator: string, backup: string) => string;
    readonly noOperator: (account: string) => string;
    readonly noBackup: (account: string) => string;
    readonly replaced: (window: string) => string;
    readonly shortNotice: string;
    readonly footer: (account: string) => string;
    readonly requestSignOff: string;
    readonly modal: {
      readonly title: string;
      readonly submit: string;
      readonly close: string;
      readonly intro: (account: string, zone: string, earliest: string, needed: string) => string;
      readonly date: string;
      readonly time: string;
      readonly timeHint: string;
      readonly duration: string;
    };
  };
}
