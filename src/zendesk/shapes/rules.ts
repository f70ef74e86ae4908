import { z } from 'zod';
import type { Rule } from '../port.ts';
import { id, pageLinks } from './page.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Conditions compare with a text, a number or several of them; all of it is kept as one text. */
const compared = z
  .union([scalar, z.array(scalar)])
  .optional()
  .transform((value) => (Array.isArray(value) ? value.join(' ') : String(value ?? '')));

const condition = z
  .object({ field: z.string(), operator: z.string().nullish(), value: compared })
  .transform(({ field, operator, value }): Rule['all'][number] => ({ field, operator: operator ?? '', value }));

/** Values of these say what a rule does to a ticket. Those of all others may be the text of a mail: they are not kept. */
const TOLD = ['status', 'custom_status_id', 'group_id', 'current_tags', 'set_tags', 'notification_user', 'notification_sms_user'];
// Of a notification only whom it goes to, the first part.
const action = z.object({ field: z.string(), value: z.unknown() }).transform(({ field, value }): Rule['actions'][number] => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return { field, value: TOLD.includes(field) && (typeof first === 'string' || typeof first === 'number') ? String(first) : '' };
});

const LONGEST_TITLE = 120;

const written = z.object({
  id,
  title: z.string(),
  active: z.boolean(),
  conditions: z.object({ all: z.array(condition).nullish(), any: z.array(condition).nullish() }).nullish(),
  actions: z.array(action).nullish(),
});

const rule = written.transform(ruleOf);

function ruleOf(one: z.infer<typeof written>): Rule {
  return {
    id: one.id,
    title: one.title.slice(0, LONGEST_TITLE),
    active: one.active,
    all: one.conditions?.all ?? [],
    any: one.conditions?.any ?? [],
    actions: one.actions ?? [],
  };
}

/** Who has a view or a macro: nothing where everybody does, else groups or one person. Of other kinds nobody knows whose they are. */
const restriction = z.object({ type: z.string() }).nullish();

function isShared(of: z.infer<typeof restriction>): boolean {
  return of == null || of.type === 'Group';
}

/** GET /api/v2/triggers. https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/ */
export const triggersPage = z.object({ ...pageLinks, triggers: z.array(rule) });

/** GET /api/v2/automations. https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/ */
export const automationsPage = z.object({ ...pageLinks, automations: z.array(rule) });

/** GET /api/v2/views/active. https://developer.zendesk.com/api-reference/ticketing/business-rules/views/ */
export const viewsPage = z.object({
  ...pageLinks,
  views: z.array(written.extend({ restriction }).transform((one) => ({ ...ruleOf(one), isShared: isShared(one.restriction) }))),
});

/** GET /api/v2/macros/active, one a page: only the number is of use. */
export const macrosCount = z.object({ macros: z.array(z.unknown()), count: z.int().nonnegative() });

/** The same, page by page: titles, and whose they are. https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/ */
export const macrosPage = z.object({
  ...pageLinks,
  macros: z.array(
    z
      .object({ id, title: z.string(), restriction })
      .transform((one) => ({ id: one.id, title: one.title, isShared: isShared(one.restriction) })),
  ),
});

/** GET /api/v2/triggers/definitions. https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#list-trigger-action-and-condition-definitions */
const definition = z.object({
  subject: z.string(),
  values: z.array(z.object({ value: z.union([z.string(), z.number()]).transform(String), title: z.string() })).nullish(),
});
export const definitionsShape = z.object({
  definitions: z.object({ conditions_all: z.array(definition), conditions_any: z.array(definition).nullish() }),
});
