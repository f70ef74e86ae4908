import type { Locator } from 'playwright-core';
import type { Hands } from './hands.ts';

/** The newest message with these words. */
export const message = ({ page }: Hands, words: string): Locator => page.locator('.message', { hasText: words }).last();

/** Connects harbor with the command line, has the team do its homework, and turns messaging on for the account. */
export async function prepare(hands: Hands): Promise<void> {
  const { page } = hands;
  await page.getByText('Ferry’s command line').click();
  await page.getByRole('button', { name: 'ferry connect harbor', exact: true }).click();
  const homework = page.locator('[data-test="homework-harbor"]');
  await homework.waitFor({ timeout: 20_000 });
  await homework.click();
  await page.locator('[data-test="homework-harbor"]:disabled').waitFor();
  await page.locator('[data-test="homework-harbor"]:enabled').waitFor({ timeout: 60_000 });
  await hands.click('activate');
}

/** The agents say that they have read the three links. */
export async function read(hands: Hands): Promise<void> {
  for (const name of ['kim', 'joon', 'mina', 'dan', 'ada']) {
    await hands.be(name);
    await hands.goTo('agents');
    await hands.press('links_read');
  }
  await hands.until(message(hands, '5 of 6'), 5);
  await hands.goTo('acme-migration');
}

/** A window on the same day; everybody signs, and the operator promises to be there. */
export async function schedule(hands: Hands): Promise<void> {
  await hands.be('ada');
  await hands.type('/migrate schedule harbor 2026-11-24 14:30 90m');
  await message(hands, 'Window set').waitFor();
  await agree(hands, 'sofia', 'Sign-off: cutover plan');
  await agree(hands, 'sofia', 'Sign-off: activate messaging');
  await hands.be('joon');
  await hands.type('/migrate signoff harbor');
  await agree(hands, 'joon', 'Sign-off: agents are ready');
  await agree(hands, 'sofia', 'Sign-off: go or no-go');
  await hands.be('mina');
  await hands.until(hands.button('operator_accept'), 10);
  await hands.press('operator_accept');
}

/** Signs what a post asks for, once it is asked, and sees it signed. */
async function agree(hands: Hands, name: string, title: string): Promise<void> {
  await hands.be(name);
  const post = hands.page.locator('.message:not(.whisper)', { hasText: title });
  const approve = post.locator('button[data-action^="signoff_approve"]');
  await hands.until(approve, 10);
  await approve.last().click();
  await hands.until(post.filter({ hasText: `@${name} agreed` }), 5);
}

/** From an hour before until the final gate can be opened: no new chats, no live chats, agents offline. */
export async function drain(hands: Hands): Promise<void> {
  await hands.be('mina');
  await hands.until(hands.button('operator_accept'), 180);
  await hands.press('operator_accept');
  await hands.until(hands.button('step_confirm:rb-15m-stop-new'), 60);
  await hands.click('chat-hours');
  await hands.confirm('step_confirm:rb-15m-stop-new');
  if (await hands.page.locator('[data-test="end-chats"]').count()) await hands.click('end-chats');
  await hands.click('agents-offline');
  await hands.be('joon');
  for (const step of ['step_confirm:rb-15m-drain', 'step_confirm:rb-15m-agents-offline']) {
    await hands.until(hands.button(step), 5);
    await hands.confirm(step);
  }
  await hands.be('mina');
  await hands.until(hands.button('gate_open'), 10);
}

/** Types the phrase, converts the widget when asked to, and writes as a customer afterwards. */
export async function convert(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.press('gate_open');
  await hands.fill('phrase', 'Convert Harbor');
  await hands.submit();
  await hands.until(hands.button('step_confirm:rb-0-click'), 10);
  await page.getByRole('checkbox', { name: 'Harbor Outdoor' }).check();
  await hands.click('convert');
  await hands.press('step_confirm:rb-0-click');
  await hands.until(hands.button('step_confirm:rb-2m-open-site'), 10);
  await hands.click('agents-online');
  await page.getByRole('region', { name: 'Customer’s page' }).getByRole('combobox').selectOption({ label: 'Web Chat' });
  await hands.click('conversation');
  await hands.until(hands.button('step_confirm:rb-15p-leftovers'), 20);
}

/** Whoever is still asked for something says so, and the approver closes the window. */
export async function finish(hands: Hands): Promise<void> {
  for (const name of ['joon', 'ada', 'mina']) {
    await hands.be(name);
    for (const step of await asked(hands)) await hands.confirm(step);
  }
  await hands.be('sofia');
  await hands.until(hands.button('cutover_finish'), 20);
  await hands.press('cutover_finish');
  await hands.until(message(hands, 'harbor is live on messaging'), 5);
}

/** The steps that somebody is still asked to confirm. */
async function asked({ page }: Hands): Promise<readonly string[]> {
  const buttons = await page.locator('button[data-action^="step_confirm"]').all();
  const ids = await Promise.all(buttons.map((button) => button.getAttribute('data-action')));
  return [...new Set(ids.flatMap((id) => id ?? []))];
}
