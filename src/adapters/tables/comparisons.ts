import type { Absence, Comparisons } from '../../app/ports';
import type { Instant } from '../../domain/time';
import { key, text } from './rows';
import type { Table } from './table';

export class TablesComparisons implements Comparisons {
  constructor(private readonly table: Table) {}

  async comparedUntil(incident: string): Promise<Instant | undefined> {
    const row = await this.table.get(markKeys(incident));
    return row && text(row, 'until');
  }

  async saveComparedUntil(incident: string, until: Instant): Promise<void> {
    await this.table.upsert({ ...markKeys(incident), until });
  }

  async absences(incident: string): Promise<readonly Absence[]> {
    return (await this.table.list(key(incident), 'A-')).map((row) => ({ fra: text(row, 'fra'), til: text(row, 'til') }));
  }

  async addAbsence(incident: string, { fra, til }: Absence): Promise<void> {
    await this.table.upsert({ ...absenceKeys(incident, fra), fra, til });
  }

  async removeAbsence(incident: string, { fra }: Absence): Promise<void> {
    await this.table.remove(absenceKeys(incident, fra));
  }
}

function markKeys(incident: string) {
  return { partitionKey: key(incident), rowKey: 'S' };
}

function absenceKeys(incident: string, fra: Instant) {
  return { partitionKey: key(incident), rowKey: `A-${key(fra)}` };
}
