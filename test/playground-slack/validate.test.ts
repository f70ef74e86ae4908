import { describe, expect, it } from 'vitest';
import type { Json } from '../../playground/slack/json.ts';
import { checkMessageBlocks, checkView } from '../../playground/slack/validate/payloads.ts';
import { blocksTooLong } from '../../playground/slack/validate/whole.ts';
import { harbour, refusal } from './world.ts';

const long = (length: number) => 'x'.repeat(length);
const many = <T>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (rest: Json = {}) => ({ type: 'section', text: mrkdwn('hello'), ...rest });
const actions = (...elements: Json[]) => ({ type: 'actions', elements });
const button = (rest: Json = {}) => ({ type: 'button', text: plain('Go'), ...rest });
const option = (rest: Json = {}) => ({ text: plain('One'), value: 'one', ...rest });
const select = (rest: Json = {}) => ({ type: 'static_select', options: [option()], ...rest });
const typed = (rest: Json = {}) => ({ type: 'plain_text_input', ...rest });
const input = (element: Json, rest: Json = {}) => ({ type: 'input', label: plain('Label'), element, ...rest });
const context = (...elements: Json[]) => ({ type: 'context', elements });
const image = (rest: Json = {}) => ({ type: 'image', image_url: 'https://x.test/a.png', alt_text: 'a', ...rest });
const rich = (...elements: Json[]) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
const raw = (text: string) => ({ type: 'raw_text', text });
const table = (rows: Json[][], rest: Json = {}) => ({ type: 'table', rows, ...rest });
const dataTable = (rows: Json[][], rest: Json = {}) => ({ type: 'data_table', caption: 'c', rows, ...rest });
const task = (rest: Json = {}) => ({ type: 'task_card', task_id: 't', title: 'T', status: 'pending', ...rest });
const confirm = (rest: Json = {}) => button({ confirm: { text: plain('Sure?'), ...rest } });
const card = (rest: Json = {}) => ({ type: 'card', title: mrkdwn('Card'), ...rest });
const container = (rest: Json = {}) => ({ type: 'container', title: plain('C'), child_blocks: [section()], ...rest });

/** One rule a line: its name, blocks just inside the limit, blocks just outside, a part of what Slack says. */
const MESSAGE_RULES: readonly [name: string, good: readonly Json[], bad: readonly Json[], says: string][] = [
  ['50 blocks', many(50, () => section()), many(51, () => section()), 'no more than 50 items'],
  ['known block types', [section()], [{ type: 'sectoin' }], 'unsupported type: sectoin'],
  ['no unknown keys on blocks', [section()], [section({ colour: 'red' })], 'invalid additional property: colour'],
  ['no unknown keys on elements', [actions(button())], [actions(button({ disabled: true }))], 'invalid additional property: disabled'],
  ['no unknown keys on texts', [section()], [section({ text: { ...mrkdwn('a'), emoji: true } })], 'invalid additional property: emoji'],
  ['block_id 255', [section({ block_id: long(255) })], [section({ block_id: long(256) })], 'less than 256'],
  ['action_id 255', [actions(button({ action_id: long(255) }))], [actions(button({ action_id: long(256) }))], 'less than 256'],
  ['section text 3000', [section({ text: mrkdwn(long(3000)) })], [section({ text: mrkdwn(long(3001)) })], 'less than 3001'],
  ['section text 1', [section({ text: mrkdwn('a') })], [section({ text: mrkdwn('') })], 'more than 0'],
  ['section text or fields', [section()], [{ type: 'section' }], 'at least one of: text, fields'],
  ['10 fields', [section({ fields: many(10, () => plain('f')) })], [section({ fields: many(11, () => plain('f')) })], 'no more than 10'],
  ['field 2000', [section({ fields: [plain(long(2000))] })], [section({ fields: [plain(long(2001))] })], 'less than 2001'],
  ['accessory kinds', [section({ accessory: button() })], [section({ accessory: typed() })], 'unsupported type: plain_text_input'],
  ['header 150', [{ type: 'header', text: plain(long(150)) }], [{ type: 'header', text: plain(long(151)) }], 'less than 151'],
  ['header plain', [{ type: 'header', text: plain('a') }], [{ type: 'header', text: mrkdwn('a') }], 'unsupported type: mrkdwn'],
  ['header level', [{ type: 'header', text: plain('a'), level: 4 }], [{ type: 'header', text: plain('a'), level: 5 }], 'enum'],
  ['10 context elements', [context(...many(10, () => plain('a')))], [context(...many(11, () => plain('a')))], 'no more than 10'],
  ['context kinds', [context(image())], [context(button())], 'unsupported type: button'],
  ['context not empty', [context(plain('a'))], [context()], 'no less than 1'],
  ['25 actions', [actions(...many(25, () => button()))], [actions(...many(26, () => button()))], 'no more than 25'],
  ['button text 75', [actions(button({ text: plain(long(75)) }))], [actions(button({ text: plain(long(76)) }))], 'less than 76'],
  ['button value 2000', [actions(button({ value: long(2000) }))], [actions(button({ value: long(2001) }))], 'less than 2001'],
  ['button url 3000', [actions(button({ url: long(3000) }))], [actions(button({ url: long(3001) }))], 'less than 3001'],
  ['button style', [actions(button({ style: 'danger' }))], [actions(button({ style: 'warning' }))], 'enum'],
  [
    'button label 75',
    [actions(button({ accessibility_label: long(75) }))],
    [actions(button({ accessibility_label: long(76) }))],
    'less than 76',
  ],
  ['confirm title 100', [actions(confirm({ title: plain(long(100)) }))], [actions(confirm({ title: plain(long(101)) }))], 'less than 101'],
  ['confirm text 300', [actions(confirm({ text: plain(long(300)) }))], [actions(confirm({ text: plain(long(301)) }))], 'less than 301'],
  ['confirm button 30', [actions(confirm({ confirm: plain(long(30)) }))], [actions(confirm({ confirm: plain(long(31)) }))], 'less than 31'],
  ['confirm deny 30', [actions(confirm({ deny: plain(long(30)) }))], [actions(confirm({ deny: plain(long(31)) }))], 'less than 31'],
  [
    'option text 75',
    [actions(select({ options: [option({ text: plain(long(75)) })] }))],
    [actions(select({ options: [option({ text: plain(long(76)) })] }))],
    'less than 76',
  ],
  [
    'option value 75',
    [actions(select({ options: [option({ value: long(75) })] }))],
    [actions(select({ options: [option({ value: long(76) })] }))],
    'less than 76',
  ],
  [
    'option description 75',
    [actions(select({ options: [option({ description: plain(long(75)) })] }))],
    [actions(select({ options: [option({ description: plain(long(76)) })] }))],
    'less than 76',
  ],
  [
    '100 options',
    [actions(select({ options: many(100, () => option()) }))],
    [actions(select({ options: many(101, () => option()) }))],
    'no more than 100',
  ],
  [
    'options or groups',
    [actions(select())],
    [actions(select({ option_groups: [{ label: plain('g'), options: [option()] }] }))],
    'exactly one of: options',
  ],
  [
    'initial option offered',
    [actions(select({ initial_option: option() }))],
    [actions(select({ initial_option: option({ value: 'two' }) }))],
    'initial option',
  ],
  [
    'placeholder 150',
    [actions(select({ placeholder: plain(long(150)) }))],
    [actions(select({ placeholder: plain(long(151)) }))],
    'less than 151',
  ],
  [
    '5 overflow options',
    [actions({ type: 'overflow', options: many(5, () => option()) })],
    [actions({ type: 'overflow', options: many(6, () => option()) })],
    'no more than 5',
  ],
  [
    '10 checkboxes',
    [actions({ type: 'checkboxes', options: many(10, () => option()) })],
    [actions({ type: 'checkboxes', options: many(11, () => option()) })],
    'no more than 10',
  ],
  [
    '10 radio buttons',
    [actions({ type: 'radio_buttons', options: many(10, () => option()) })],
    [actions({ type: 'radio_buttons', options: many(11, () => option()) })],
    'no more than 10',
  ],
  [
    'dates',
    [actions({ type: 'datepicker', initial_date: '2026-12-31' })],
    [actions({ type: 'datepicker', initial_date: '31.12.2026' })],
    'initial_date',
  ],
  [
    'clock times',
    [actions({ type: 'timepicker', initial_time: '23:59' })],
    [actions({ type: 'timepicker', initial_time: '24:00' })],
    'pattern',
  ],
  [
    'filter not empty',
    [actions({ type: 'conversations_select', filter: { include: ['im'] } })],
    [actions({ type: 'conversations_select', filter: {} })],
    'at least one of: include',
  ],
  ['input label 2000', [input(typed(), { label: plain(long(2000)) })], [input(typed(), { label: plain(long(2001)) })], 'less than 2001'],
  ['input hint 2000', [input(typed(), { hint: plain(long(2000)) })], [input(typed(), { hint: plain(long(2001)) })], 'less than 2001'],
  ['input max_length 3000', [input(typed({ max_length: 3000 }))], [input(typed({ max_length: 3001 }))], 'at most 3000'],
  [
    'input lengths in order',
    [input(typed({ min_length: 2, max_length: 2 }))],
    [input(typed({ min_length: 3, max_length: 2 }))],
    'min_length must not',
  ],
  [
    'number_input decimals',
    [input({ type: 'number_input', is_decimal_allowed: false })],
    [input({ type: 'number_input' })],
    'is_decimal_allowed',
  ],
  ['input kinds', [input(select())], [input(button())], 'unsupported type: button'],
  ['image alt_text', [image({ alt_text: long(2000) })], [image({ alt_text: long(2001) })], 'less than 2001'],
  ['image alt_text given', [image()], [{ type: 'image', image_url: 'https://x.test/a.png' }], 'missing required field: alt_text'],
  ['image title 2000', [image({ title: plain(long(2000)) })], [image({ title: plain(long(2001)) })], 'less than 2001'],
  ['one image source', [image()], [image({ slack_file: { id: 'F12345678' } })], 'exactly one of: image_url'],
  ['image_url of the web', [image({ image_url: 'http://x.test/a.png' })], [image({ image_url: 'not a url' })], 'pattern'],
  ['image_url of an element too', [context(image())], [context(image({ image_url: 'ftp://x.test/a.png' }))], 'pattern'],
  [
    'slack_file url of the web',
    [{ type: 'image', alt_text: 'a', slack_file: { url: 'https://files.test/a.png' } }],
    [{ type: 'image', alt_text: 'a', slack_file: { url: 'F12345678' } }],
    'pattern',
  ],
  [
    'slack_file id',
    [{ type: 'image', alt_text: 'a', slack_file: { id: 'F12345678' } }],
    [{ type: 'image', alt_text: 'a', slack_file: { id: 'F1' } }],
    'pattern',
  ],
  [
    'slack_file id or url',
    [{ type: 'image', alt_text: 'a', slack_file: { url: 'https://files.test/a.png' } }],
    [{ type: 'image', alt_text: 'a', slack_file: {} }],
    'exactly one of: id',
  ],
  [
    'rich text parts',
    [rich({ type: 'text', text: 'a', style: { bold: true } })],
    [rich({ type: 'text', text: 'a', style: { loud: true } })],
    'property: loud',
  ],
  ['rich text words', [rich({ type: 'user', user_id: 'U1' })], [rich({ type: 'person', user_id: 'U1' })], 'unsupported type: person'],
  ['markdown 12000', [{ type: 'markdown', text: long(12_000) }], [{ type: 'markdown', text: long(12_001) }], 'less than 12001'],
  [
    'markdown in all 12000',
    [{ type: 'markdown', text: long(6000) }],
    [
      { type: 'markdown', text: long(6001) },
      { type: 'markdown', text: long(6000) },
    ],
    'all markdown',
  ],
  ['100 table rows', [table(many(100, () => [raw('a')]))], [table(many(101, () => [raw('a')]))], 'no more than 100'],
  ['20 table cells', [table([many(20, () => raw('a'))])], [table([many(21, () => raw('a'))])], 'no more than 20'],
  [
    'column settings',
    [table([[raw('a')]], { column_settings: [{ align: 'right' }] })],
    [table([[raw('a')]], { column_settings: [null] })],
    'must provide an object',
  ],
  [
    '20 column settings',
    [table([[raw('a')]], { column_settings: many(20, () => ({})) })],
    [table([[raw('a')]], { column_settings: many(21, () => ({})) })],
    'no more than 20',
  ],
  [
    'table text 10000',
    [table(many(5, () => [raw(long(2000))]))],
    [table([...many(5, () => [raw(long(2000))]), [raw('a')]])],
    'less than 10001',
  ],
  ['one table', [table([[raw('a')]])], [table([[raw('a')]]), table([[raw('a')]])], 'only_one_table_allowed'],
  [
    'data_table counts as the table',
    [dataTable([[raw('a')], [raw('b')]])],
    [dataTable([[raw('a')], [raw('b')]]), table([[raw('a')]])],
    'only_one_table_allowed',
  ],
  ['data_table 2 rows', [dataTable([[raw('a')], [raw('b')]])], [dataTable([[raw('a')]])], 'no less than 2'],
  [
    'data_table caption',
    [dataTable([[raw('a')], [raw('b')]])],
    [{ type: 'data_table', rows: [[raw('a')], [raw('b')]] }],
    'missing required field: caption',
  ],
  ['data_table rows alike', [dataTable([[raw('a')], [raw('b')]])], [dataTable([[raw('a')], [raw('b'), raw('c')]])], 'same number'],
  [
    'data_table header',
    [dataTable([[raw('a')], [rich({ type: 'text', text: 'b' })]])],
    [dataTable([[rich({ type: 'text', text: 'a' })], [raw('b')]])],
    'header cells',
  ],
  ['task status', [task({ status: 'error' })], [task({ status: 'failed' })], 'enum'],
  ['one plan', [{ type: 'plan', title: 'p', tasks: [task()] }], many(2, () => ({ type: 'plan', title: 'p' })), 'only one plan'],
  [
    '10 cards',
    [{ type: 'carousel', elements: many(10, () => card()) }],
    [{ type: 'carousel', elements: many(11, () => card()) }],
    'no more than 10',
  ],
  ['card not empty', [card()], [{ type: 'card', subtitle: mrkdwn('s') }], 'at least one of: hero_image'],
  ['card body 200', [card({ body: mrkdwn(long(200)) })], [card({ body: mrkdwn(long(201)) })], 'less than 201'],
  [
    'container children 10',
    [container({ child_blocks: many(10, () => section()) })],
    [container({ child_blocks: many(11, () => section()) })],
    'no more than 10',
  ],
  ['container kinds', [container()], [container({ child_blocks: [container()] })], 'unsupported type: container'],
  [
    'container collapse',
    [container({ is_collapsible: true, default_collapsed: true })],
    [container({ default_collapsed: true })],
    'needs is_collapsible',
  ],
  [
    '5 context actions',
    [{ type: 'context_actions', elements: many(5, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })) }],
    [{ type: 'context_actions', elements: many(6, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })) }],
    'no more than 5',
  ],
  ['alert only in modals', [section()], [{ type: 'alert', text: plain('a') }], 'unsupported type: alert'],
  [
    'block_id unique',
    [section({ block_id: 'a' }), section({ block_id: 'b' })],
    [section({ block_id: 'a' }), section({ block_id: 'a' })],
    'block_id already exists: a',
  ],
  [
    'action_id unique in a block',
    [actions(button({ action_id: 'a' }), button({ action_id: 'b' }))],
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    'action_id already exists: a',
  ],
  [
    'action_id unique in a message',
    [actions(button({ action_id: 'a' })), actions(button({ action_id: 'b' }))],
    [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))],
    'action_id already exists: a',
  ],
  ['file_input only in modals', [input(typed())], [input({ type: 'file_input' })], 'unsupported type: file_input'],
  ['focus_on_load once', [input(typed({ focus_on_load: true }))], many(2, () => input(typed({ focus_on_load: true }))), 'only be set once'],
];

const modal = (rest: Json = {}) => ({ type: 'modal', title: plain('Title'), submit: plain('Send'), blocks: [section()], ...rest });
const home = (rest: Json = {}) => ({ type: 'home', blocks: [section()], ...rest });

const VIEW_RULES: readonly [name: string, good: Json, bad: Json, says: string][] = [
  ['title 24', modal({ title: plain(long(24)) }), modal({ title: plain(long(25)) }), 'less than 25'],
  ['submit 24', modal({ submit: plain(long(24)) }), modal({ submit: plain(long(25)) }), 'less than 25'],
  ['close 24', modal({ close: plain(long(24)) }), modal({ close: plain(long(25)) }), 'less than 25'],
  ['private_metadata 3000', modal({ private_metadata: long(3000) }), modal({ private_metadata: long(3001) }), 'less than 3001'],
  ['callback_id 255', modal({ callback_id: long(255) }), modal({ callback_id: long(256) }), 'less than 256'],
  ['100 blocks', modal({ blocks: many(100, () => section()) }), modal({ blocks: many(101, () => section()) }), 'no more than 100'],
  [
    'submit with inputs',
    modal({ blocks: [input(typed())] }),
    { type: 'modal', title: plain('T'), blocks: [input(typed())] },
    'field: submit',
  ],
  ['no unknown keys', modal(), modal({ submit_disabled: true }), 'invalid additional property: submit_disabled'],
  ['title needed', modal(), { type: 'modal', blocks: [] }, 'missing required field: title'],
  ['no table in modals', modal(), modal({ blocks: [table([[raw('a')]])] }), 'unsupported type: table'],
  ['no card in modals', modal({ blocks: [{ type: 'alert', text: plain('a') }] }), modal({ blocks: [card()] }), 'unsupported type: card'],
  [
    'alert text 200',
    modal({ blocks: [{ type: 'alert', text: plain(long(200)) }] }),
    modal({ blocks: [{ type: 'alert', text: plain(long(201)) }] }),
    'less than 201',
  ],
  [
    'file_input in modals',
    modal({ blocks: [input({ type: 'file_input' })] }),
    home({ blocks: [input({ type: 'file_input' })] }),
    'file_input',
  ],
  ['no alert at home', home({ blocks: [card()] }), home({ blocks: [{ type: 'alert', text: plain('a') }] }), 'unsupported type: alert'],
  ['no container at home', home(), home({ blocks: [container()] }), 'unsupported type: container'],
  ['no plan at home', home(), home({ blocks: [task()] }), 'unsupported type: task_card'],
  ['no title at home', home(), home({ title: plain('T') }), 'invalid additional property: title'],
];

describe('the validator', () => {
  it.each(MESSAGE_RULES)('%s', (_name, good, bad, says) => {
    expect(checkMessageBlocks(good)).toEqual([]);
    expect(
      checkMessageBlocks(bad)
        .map((problem) => problem.message + problem.pointer)
        .join('\n'),
    ).toContain(says);
  });

  it.each(VIEW_RULES)('view: %s', (_name, good, bad, says) => {
    expect(checkView(good, ['modal', 'home'])).toEqual([]);
    expect(
      checkView(bad, ['modal', 'home'])
        .map((problem) => problem.message)
        .join('\n'),
    ).toContain(says);
  });

  it('says where a problem stands', () => {
    const [problem] = checkMessageBlocks([section(), section({ accessory: button({ text: plain(long(76)) }) })]);
    expect(problem).toMatchObject({ pointer: '/blocks/1/accessory/text/text', code: 'failed_constraint' });
  });

  it('adds up the text of a message: 11,300 characters at most', () => {
    const parts = (length: number) => [2900, 2900, 2900, length].map((each) => section({ text: mrkdwn(long(each)) }));
    expect(blocksTooLong(parts(2600))).toBe(false);
    expect(blocksTooLong(parts(2601))).toBe(true);
  });

  it.each<[string, (rest: number) => Json]>([
    ['title of a plan', (rest) => ({ type: 'plan', title: long(rest) })],
    ['title of a task', (rest) => task({ title: long(rest) })],
    ['title of a task in a plan', (rest) => ({ type: 'plan', title: 'p', tasks: [task({ title: long(rest - 1) })] })],
    ['details of a task', (rest) => task({ title: '', details: rich({ type: 'text', text: long(rest) }) })],
    ['caption of a table', (rest) => ({ type: 'data_table', caption: long(rest), rows: [] })],
    ['cells of a table', (rest) => table([[raw(long(rest))]])],
    ['title of a container', (rest) => container({ title: plain(long(rest)), child_blocks: [] })],
    ['blocks in a container', (rest) => container({ title: plain('c'), child_blocks: [section({ text: mrkdwn(long(rest - 1)) })] })],
    ['fields', (rest) => ({ type: 'section', fields: [plain(long(rest))] })],
    ['label of a button', (rest) => actions(button({ text: plain(long(rest)) }))],
  ])('adds up the %s too', (_name, block) => {
    const most = section({ text: mrkdwn(long(11_000)) });
    expect(blocksTooLong([most, block(300)])).toBe(false);
    expect(blocksTooLong([most, block(301)])).toBe(true);
  });
});

describe('blocks.validate', () => {
  it('answers in Slack’s shape', async () => {
    const { client } = await harbour();
    expect(await client.apiCall('blocks.validate', { blocks: [section()] })).toMatchObject({ ok: true });
    const wrong = await refusal(client.apiCall('blocks.validate', { blocks: [{ type: 'sectoin' }] }));
    expect(wrong).toMatchObject({
      error: 'invalid_blocks',
      errors: [{ pointer: '/0/type', constraint: { type: 'enum', got: 'sectoin' } }],
    });
    expect(await refusal(client.apiCall('blocks.validate', { view: { type: 'modal', blocks: [] } }))).toMatchObject({
      error: 'invalid_view',
    });
    expect(await refusal(client.apiCall('blocks.validate', {}))).toMatchObject({ error: 'invalid_arguments' });
  });
});
