import { everyImplementation, newIncident } from '../support/store/implementations';

const PERSONS = ['lone', 'kp:Viborg:Ole Vind', 'adresse:aiTeam', 'æøå/\\#?%'];

everyImplementation((the) => {
  describe('how far a mail is', () => {
    it.each(PERSONS)('is kept for each recipient of each dispatch: %s', async (person) => {
      const { mails } = the().store;
      const incident = newIncident();
      const row = { udsendelse: 'rep-1', person, tilstand: 'kladde', forsoeg: 2, mailId: 'AAMk=/+', traad: 'AAQk=' } as const;
      await mails.saveMail(incident, row);
      await mails.saveMail(incident, { ...row, udsendelse: 'rep-10', tilstand: 'sendt' });
      expect(await mails.mails(incident, 'rep-1')).toEqual([row]);
      expect(await mails.mails(newIncident(), 'rep-1')).toEqual([]);
    });

    it('goes on: the newest state counts, without what it had before', async () => {
      const { mails } = the().store;
      const incident = newIncident();
      await mails.saveMail(incident, { udsendelse: 'kp-1', person: 'lone', tilstand: 'kladde', forsoeg: 1, mailId: 'a', traad: 't' });
      await mails.saveMail(incident, { udsendelse: 'kp-1', person: 'lone', tilstand: 'fejlet', forsoeg: 1 });
      const [row] = await mails.mails(incident, 'kp-1');
      expect([row?.tilstand, row?.mailId, row?.traad]).toEqual(['fejlet', undefined, undefined]);
    });

    it('keeps many apart', async () => {
      const { mails } = the().store;
      const incident = newIncident();
      const people = Array.from({ length: 120 }, (_, index) => `m${index}`);
      await Promise.all(people.map((person) => mails.saveMail(incident, { udsendelse: 'rep-1', person, tilstand: 'sendt', forsoeg: 1, mailId: person, traad: person })));
      expect((await mails.mails(incident, 'rep-1')).map(({ person }) => person).sort()).toEqual([...people].sort());
    });
  });

  describe('svarlinks', () => {
    it('lead by their hash to one answer of one person, and no other hash does', async () => {
      const { svarlinks } = the().store;
      const row = { hash: 'ab12'.repeat(16), incident: newIncident(), udsendelse: 'kp-1', person: 'kp:Viborg:Ole Vind' };
      await svarlinks.saveSvarlink(row);
      expect(await svarlinks.findSvarlink(row.hash)).toEqual(row);
      await svarlinks.saveSvarlink({ ...row, hash: 'ef56'.repeat(16), forsoeg: 2 });
      expect(await svarlinks.findSvarlink('ef56'.repeat(16))).toMatchObject({ forsoeg: 2 });
      expect(await svarlinks.findSvarlink('cd34'.repeat(16))).toBeUndefined();
    });
  });

  describe('who is changing a text', () => {
    it('is the one who began last, until they have saved it', async () => {
      const { editors } = the().store;
      const incident = newIncident();
      const editing = { udkast: 'rep', person: { id: 'eva', name: 'Eva Ø' }, siden: '2026-11-21T13:05:00.000Z', til: '2026-11-21T13:15:00.000Z' };
      await editors.saveEditing(incident, editing);
      expect([await editors.editing(incident, 'rep'), await editors.editing(incident, 'hm')]).toEqual([editing, undefined]);
      expect([await editors.allEditing(incident), await editors.allEditing(newIncident())]).toEqual([[editing], []]);
      await editors.removeEditing(incident, 'rep');
      await editors.removeEditing(incident, 'rep');
      expect(await editors.editing(incident, 'rep')).toBeUndefined();
    });
  });
});
