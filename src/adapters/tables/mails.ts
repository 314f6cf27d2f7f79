import type { DraftEditing, DraftEditors, MailRow, MailRows, SvarlinkRow, Svarlinks } from '../../app/mailRows';
import { int, key, optionalInt, optionalText, text, type StoredRow } from './rows';
import type { Table } from './table';

/** Beside the stream: `MAIL-<dispatch>-<person>` and `RET-<draft>`. */
export class TablesMails implements MailRows, DraftEditors {
  constructor(private readonly table: Table) {}

  async saveMail(incident: string, { udsendelse, person, tilstand, forsoeg, mailId, traad }: MailRow): Promise<void> {
    await this.table.upsert({
      partitionKey: key(incident),
      rowKey: `${kindOf(udsendelse)}${key(person)}`,
      udsendelse,
      person,
      tilstand,
      forsoeg,
      mailId,
      traad,
    });
  }

  async mails(incident: string, udsendelse: string): Promise<readonly MailRow[]> {
    const rows = await this.table.list(key(incident), kindOf(udsendelse));
    return rows.map((row) => ({
      udsendelse,
      person: text(row, 'person'),
      tilstand: STATES[text(row, 'tilstand')] ?? 'begyndt',
      forsoeg: int(row, 'forsoeg'),
      mailId: optionalText(row, 'mailId'),
      traad: optionalText(row, 'traad'),
    }));
  }

  async saveEditing(incident: string, { udkast, person, siden, til }: DraftEditing): Promise<void> {
    await this.table.upsert({ ...editingKeys(incident, udkast), udkast, person: person.id, navn: person.name, siden, til });
  }

  async editing(incident: string, udkast: string): Promise<DraftEditing | undefined> {
    const row = await this.table.get(editingKeys(incident, udkast));
    return row && editingOf(row);
  }

  async allEditing(incident: string): Promise<readonly DraftEditing[]> {
    return (await this.table.list(key(incident), 'RET-')).map(editingOf);
  }

  async removeEditing(incident: string, udkast: string): Promise<void> {
    await this.table.remove(editingKeys(incident, udkast));
  }
}

const STATES: Readonly<Record<string, MailRow['tilstand']>> = { begyndt: 'begyndt', kladde: 'kladde', sendt: 'sendt', fejlet: 'fejlet' };

function kindOf(udsendelse: string): string {
  return `MAIL-${key(udsendelse)}-`;
}

function editingOf(row: StoredRow): DraftEditing {
  return { udkast: text(row, 'udkast'), person: { id: text(row, 'person'), name: text(row, 'navn') }, siden: text(row, 'siden'), til: text(row, 'til') };
}

function editingKeys(incident: string, udkast: string) {
  return { partitionKey: key(incident), rowKey: `RET-${key(udkast)}` };
}

/** A partition for each: whoever has the link knows no incident. */
export class TablesSvarlinks implements Svarlinks {
  constructor(private readonly table: Table) {}

  async saveSvarlink({ hash, incident, udsendelse, person, forsoeg }: SvarlinkRow): Promise<void> {
    await this.table.upsert({ ...linkKeys(hash), incident, udsendelse, person, forsoeg });
  }

  async findSvarlink(hash: string): Promise<SvarlinkRow | undefined> {
    const row = await this.table.get(linkKeys(hash));
    return row && { hash, incident: text(row, 'incident'), udsendelse: text(row, 'udsendelse'), person: text(row, 'person'), forsoeg: optionalInt(row, 'forsoeg') };
  }
}

function linkKeys(hash: string) {
  return { partitionKey: key(hash), rowKey: 'SVAR' };
}
