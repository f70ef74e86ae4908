/** A piece of Block Kit as it came: nothing is known of its fields. */
export type Shape = Readonly<Record<string, unknown>>;

/** The field as text, or nothing. */
export function field(shape: Shape, name: string): string {
  const value = shape[name];
  return typeof value === 'string' ? value : '';
}

/** The objects in a field that holds a list. */
export function listField(shape: Shape, name: string): readonly Shape[] {
  const value = shape[name];
  return Array.isArray(value) ? value.filter((each): each is Shape => typeof each === 'object' && each !== null) : [];
}

/** The words of a text object, without mark-up. */
export function textIn(text: unknown): string {
  return typeof text === 'object' && text !== null ? field(text as Shape, 'text') : '';
}

/** One line of a menu. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly group: string;
}

/** What a menu offers: its own options, those of its groups, or what the workspace has. */
export function choicesOf(element: Shape, offered: readonly Choice[]): readonly Choice[] {
  const choice = (group: string) => (option: Shape) => ({ value: field(option, 'value'), label: textIn(option['text']), group });
  const grouped = listField(element, 'option_groups').flatMap((group) => listField(group, 'options').map(choice(textIn(group['label']))));
  return [...listField(element, 'options').map(choice('')), ...grouped, ...offered];
}
