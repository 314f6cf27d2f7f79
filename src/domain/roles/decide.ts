import type { Command } from '../command';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import type { HandOverRole, RoleHandedOver } from './roles';

export function handOverRole(command: Command<HandOverRole>, state: IncidentState): Decision<RoleHandedOver> {
  const { rolle, til } = command.body;
  const { holder } = state.roller[rolle];
  if (holder?.id === til.id) return rejected('allerede-rollen', `${til.name} har allerede rollen.`);
  return accepted({ type: 'RoleHandedOver', rolle, fra: holder, til });
}
