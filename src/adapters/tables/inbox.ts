import { odata } from '@azure/data-tables';
import type { Inbox, InboxItem, PutAway, WaitingItem } from '../../app/ports';
import { StoreUnavailable } from '../../app/ports';
import type { Attachment } from '../../domain/conversation/conversation';
import type { Instant } from '../../domain/time';
import { flag, int, joined, key, longText, split, text } from './rows';
import type { StoredRow } from './rows';
import type { Table } from './table';

const PARTITION = 'indbakke';

/** One row per message. `lagt`: it has been taken out; the row stays without its text, so that it is not taken for a new one. */
export class TablesInbox implements Inbox {
  constructor(private readonly table: Table) {}

  async put({ text: written, place, bilag, ...item }: InboxItem): Promise<boolean> {
    const known = await this.table.get(rowKeys(item.id));
    if (known) return !flag(known, 'lagt');
    const row = { ...rowKeys(item.id), ...item, ...split('text', written), ...split('bilag', JSON.stringify(bilag)), ...place, valgt: '', kort: '', paamindet: false, paamindesIgen: '', lagt: false };
    try {
      // Inserted, not replaced: what another process has done to it meanwhile stays.
      if ((await this.table.insert(row)) === 'inserted') return true;
    } catch (error) {
      // The answer is lost, the work may be done: what is there tells.
      if (!(error instanceof StoreUnavailable) || !(await this.waitingRow(item.id))) throw error;
    }
    return (await this.waitingRow(item.id)) !== undefined;
  }

  async get(id: string): Promise<WaitingItem | undefined> {
    const row = await this.waitingRow(id);
    return row && toItem(row);
  }

  async waiting(): Promise<readonly WaitingItem[]> {
    return (await this.table.query(odata`PartitionKey eq ${PARTITION} and lagt eq false`)).map(toItem);
  }

  async choose(id: string, incident: string): Promise<string | undefined> {
    for (;;) {
      const row = await this.waitingRow(id);
      if (!row) return undefined;
      const chosen = text(row, 'valgt');
      if (chosen !== '') return chosen;
      if (await this.table.merge({ ...rowKeys(id), valgt: incident }, row.etag)) return incident;
    }
  }

  async unchoose(id: string, incident: string): Promise<void> {
    for (;;) {
      const row = await this.waitingRow(id);
      if (!row || text(row, 'valgt') !== incident) return;
      if (await this.table.merge({ ...rowKeys(id), valgt: '' }, row.etag)) return;
    }
  }

  async askInstead(id: string): Promise<boolean> {
    const row = await this.waitingRow(id);
    if (!row || text(row, 'waitsFor') !== 'thread') return false;
    return (await this.table.merge({ ...rowKeys(id), waitsFor: 'choice' }, row.etag)) !== undefined;
  }

  async asked(id: string, card: string): Promise<void> {
    await this.table.merge({ ...rowKeys(id), kort: card }, '*');
  }

  async claimReminder(id: string, now: Instant, until: Instant): Promise<boolean> {
    const row = await this.waitingRow(id);
    if (!row || flag(row, 'paamindet') || text(row, 'paamindesIgen') > now) return false;
    return (await this.table.merge({ ...rowKeys(id), paamindesIgen: until }, row.etag)) !== undefined;
  }

  async reminded(id: string): Promise<void> {
    await this.table.merge({ ...rowKeys(id), paamindet: true }, '*');
  }

  async remove(id: string, to?: PutAway): Promise<void> {
    await this.table.upsert({ ...rowKeys(id), id, lagt: true, ...(to && { valgt: to.incident, nr: to.nr }) });
  }

  async whereTo(id: string): Promise<PutAway | undefined> {
    const row = await this.table.get(rowKeys(id));
    return row?.nr === undefined ? undefined : { incident: text(row, 'valgt'), nr: int(row, 'nr') };
  }

  private async waitingRow(id: string): Promise<StoredRow | undefined> {
    const row = await this.table.get(rowKeys(id));
    return row && !flag(row, 'lagt') ? row : undefined;
  }
}

function rowKeys(id: string) {
  return { partitionKey: PARTITION, rowKey: `I-${key(id)}` };
}

function toItem(row: StoredRow): WaitingItem {
  const files = joined(row, 'bilag');
  const waitsFor = text(row, 'waitsFor') === 'thread' ? 'thread' : 'choice';
  return {
    id: text(row, 'id'), personId: text(row, 'personId'), personName: text(row, 'personName'), text: longText(row, 'text'), at: text(row, 'at'),
    kanal: text(row, 'kanal'), place: { conversation: text(row, 'conversation'), serviceUrl: text(row, 'serviceUrl') }, waitsFor,
    // Before lines kept their files too, a row with files was talk.
    samtale: typeof row.samtale === 'boolean' ? row.samtale : files !== undefined, bilag: files === undefined ? [] : (JSON.parse(files) as Attachment[]),
    ...(row.targeted === true && { targeted: true }),
    ...(text(row, 'valgt') && { chosen: text(row, 'valgt') }),
    ...(text(row, 'kort') && { card: text(row, 'kort') }),
    ...(flag(row, 'paamindet') && { reminded: true }),
  };
}
