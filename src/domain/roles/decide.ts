import { alarmNewHolder } from '../alarm/decide';
import type { AlarmOutcome } from '../alarm/told';
import type { Command } from '../command';
import type { IncidentContent } from '../instruks';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import type { HandOverRole } from './roles';

export function handOverRole(command: Command<HandOverRole>, state: IncidentState, content: IncidentContent): Decision<AlarmOutcome> {
  const { rolle, til } = command.body;
  const { holder } = state.roller[rolle];
  if (holder?.id === til.id) return rejected('allerede-rollen', `${til.name} har allerede rollen.`);
  return accepted<AlarmOutcome>({ type: 'RoleHandedOver', rolle, fra: holder, til }, ...alarmNewHolder(command, state, content));
}
