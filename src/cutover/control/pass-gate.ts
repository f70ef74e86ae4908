import { type Decision, grant, may, type Person, refuse } from '../../migration/decisions.ts';
import { redGate, type Seen } from './red-gate.ts';

/** An admin goes on over exactly what was shown: the account's name typed, a reason given, marked everywhere. */
export function passGate(seen: Seen, person: Person, account: string, typed: string, reason: string, of: string): Decision {
  if (!may(seen.migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  if (seen.migration.stage === 'halted') return refuse({ because: 'not_running' });
  const red = redGate(seen);
  if (red === undefined) return refuse({ because: 'nothing_to_pass' });
  if (red.of !== of) return refuse({ because: 'plan_changed' });
  if (typed.trim().toLowerCase() !== account) return refuse({ because: 'wrong_phrase', wanted: account });
  return grant({ type: 'gate_passed', gate: red.gate, blockers: [...red.blockers], chats: red.chats, reason });
}
