import { activated, ANNA, BENT, CARLA, CONTENT, DAN, EVA, FINN, given, GRY, opened } from '../support/given';

const VACANT = { kriseleder: { deputies: [] }, logfoerer: { deputies: [] }, procesansvarlig: { deputies: [] }, bemandingsansvarlig: { deputies: [] } };

describe('starting an instruks', () => {
  it('calls each role to its first section, once for all the steps there', () => {
    given(opened()).when(EVA.starts(1)).thenCalled('1A modtager: Eva Skov → 1A.1 1A.2 1A.3', '1A kriseleder: Anna Holm → 1A.1 1A.2 1A.3');
  });

  it('calls the roles whose first section comes later, too, and the role without people by its name', () => {
    given(opened())
      .when(ANNA.starts(2))
      .thenCalled(
        '2A kriseleder: Anna Holm → 2A.1 2A.2',
        '2A kontaktperson: ingen → 2A.1 2A.2',
        '2A logfoerer: Bent Krogh → 2A.3',
        '2B bemandingsansvarlig: Dan Vig → 2B.1 2B.2',
        '2D procesansvarlig: Carla Berg → 2D.1 2D.2 2D.3 2D.4',
      );
  });

  it('calls everybody of a role that several people hold', () => {
    given(opened())
      .when(ANNA.starts(3))
      .thenCalled(
        '3A kriseleder: Anna Holm → 3A.1',
        '3A kontaktperson: ingen → 3A.1',
        '3B bemandingsansvarlig: Dan Vig → 3B.1 3B.2 3B.3',
        '3C styregruppe: Eva Skov, Finn Aa → 3C.1',
      );
  });

  it('that starts because of a decision calls in the last line only', () => {
    const started = given(opened(), ANNA.starts(2)).when(ANNA.decides('2C.1', { valg: 'ja' }));
    started
      .then({ type: 'StepDecided' }, { type: 'InstruksStarted' })
      .thenCalled('4A kriseleder: Anna Holm → 4A.1', '4A kontaktperson: ingen → 4A.1', '4B logfoerer: Bent Krogh → 4B.1 4B.2');
  });

  it('calls nobody to what is locked', () => {
    const called = given(opened()).when(ANNA.starts(2)).lines.flatMap((line) => line.calls.flatMap((call) => call.trin));
    expect(called).not.toContain('opstart-ddh-beredskab');
  });
});

describe('the next section', () => {
  it('is called when the role has finished the one before', () => {
    given(opened(), EVA.starts(1), EVA.decides('1A.1', { valg: 'ja' }), EVA.decides('1A.2', { valg: 'nej' }))
      .when(EVA.decides('1A.3', { tekst: 'Ole Vind' }))
      .thenCalled('1B modtager: Eva Skov → 1B.1 1B.2 1B.3');
  });

  it('is not called before', () => {
    given(opened(), EVA.starts(1)).when(EVA.decides('1A.1', { valg: 'ja' })).thenCalled();
  });

  it('is called as well when the last step before it is set aside', () => {
    given(opened(), activated(), EVA.completes('1B.1'), EVA.completes('1B.2'))
      .when(EVA.dismisses('1B.3'))
      .thenCalled('1C modtager: Eva Skov → 1C.1 1C.2');
  });

  it('is called with what is left of it', () => {
    given(opened(), activated(), EVA.completes('1C.1'), EVA.completes('1B.1'), EVA.completes('1B.2'))
      .when(EVA.completes('1B.3'))
      .thenCalled('1C modtager: Eva Skov → 1C.2');
  });

  it('is passed over when it is finished already', () => {
    given(opened(), ANNA.starts(2), CARLA.completes('2E.1'), CARLA.completes('2E.2'), CARLA.completes('2E.3'), BENT.completes('2A.3'))
      .and(CARLA.completes('2D.1'), CARLA.completes('2D.2'), CARLA.completes('2D.3'))
      .when(CARLA.completes('2D.4'))
      .thenCalled('2F procesansvarlig: Carla Berg → 2F.2');
  });

  it('calls nobody to steps that nobody may do: after a no, 1B stays locked', () => {
    given(opened(), EVA.starts(1), EVA.decides('1A.1', { valg: 'nej' }), EVA.decides('1A.2', { valg: 'nej' }))
      .when(EVA.decides('1A.3', { tekst: 'Ole Vind' }))
      .thenCalled();
  });
});

describe('unlocking', () => {
  const waiting = given(opened(), EVA.namesContact('Ole Vind'), ANNA.starts(2)).and(
    ANNA.completes('2A.1'), ANNA.completes('2A.2'), ANNA.decides('2C.1', { valg: 'nej' }), BENT.completes('2A.3'), CARLA.completes('2D.2'),
  );

  it('makes the steps current for the roles that have come so far', () => {
    waiting.when(CARLA.completes('2E.2')).thenCalled('2F kriseleder: Anna Holm → 2F.1 2F.3');
  });

  it('by setting the last lock aside does the same', () => {
    waiting.when(CARLA.dismisses('2E.2')).thenCalled('2F kriseleder: Anna Holm → 2F.1 2F.3');
  });

  it('calls once, however often it is locked and unlocked', () => {
    waiting.and(CARLA.completes('2E.2'), CARLA.undoes('2E.2')).when(CARLA.completes('2E.2')).thenCalled();
  });

  it('across roles: the approval calls the one who releases the shifts, they call the styregruppe', () => {
    const ready = given(opened(), ANNA.starts(3)).and(DAN.completes('3B.1'), DAN.completes('3B.2'), DAN.completes('3B.3'));
    const approved = ready.when(FINN.decides('3C.1', { valg: 'godkendt' }));
    approved.thenCalled('3C bemandingsansvarlig: Dan Vig → 3C.2');
    approved.and.when(DAN.completes('3C.2')).thenCalled('3D styregruppe: Eva Skov, Finn Aa → 3D.1', '3D bemandingsansvarlig: Dan Vig → 3D.2 3D.3');
  });
});

describe('the same section with the same people', () => {
  it('is not called again after an undo, a reopening, or a second completion', () => {
    const done = given(opened(), activated(), EVA.completes('1B.1'), EVA.completes('1B.2'), EVA.completes('1B.3'));
    done.when(EVA.undoes('1B.3')).thenCalled();
    done.and(EVA.undoes('1B.3')).when(EVA.completes('1B.3')).thenCalled();
    done.when(ANNA.reopens('1A.2')).thenCalled();
    done.and(ANNA.reopens('1A.2')).when(EVA.decides('1A.2', { valg: 'nej' })).thenCalled();
  });

  it('is not called again by comments, gifts, log lines and failed posts', () => {
    const begun = given(opened(), EVA.starts(1));
    begun.when(ANNA.comments('1A.1', 'Haster')).thenCalled();
    begun.when(ANNA.gives('1A.1', FINN)).thenCalled();
    begun.when(ANNA.logs('Strømmen er gået')).thenCalled();
    begun.when(ANNA.does({ type: 'recordDeliveryFailure', hvad: 'Kaldet', hvorfor: 'væk' })).thenCalled();
  });
});

describe('when a role changes hands', () => {
  it('the new holder is called to what is current', () => {
    given(opened(), EVA.starts(1)).when(GRY.handsOver('kriseleder', GRY)).then({ type: 'RoleHandedOver' }).thenCalled('1A kriseleder: Gry Lund → 1A.1 1A.2 1A.3');
  });

  it('only that role is called, in every instruks where it has something to do', () => {
    given(opened(), EVA.starts(1), ANNA.starts(4))
      .when(GRY.handsOver('kriseleder', GRY))
      .thenCalled('1A kriseleder: Gry Lund → 1A.1 1A.2 1A.3', '4A kriseleder: Gry Lund → 4A.1');
  });

  it('back and forth calls every time', () => {
    const over = given(opened(), EVA.starts(1), GRY.handsOver('kriseleder', GRY));
    const back = over.when(ANNA.handsOver('kriseleder', ANNA));
    back.thenCalled('1A kriseleder: Anna Holm → 1A.1 1A.2 1A.3');
    back.and.when(GRY.handsOver('kriseleder', GRY)).thenCalled('1A kriseleder: Gry Lund → 1A.1 1A.2 1A.3');
  });

  it('nobody is called when nothing is current for the role', () => {
    given(opened(), EVA.starts(1)).when(ANNA.handsOver('logfoerer', CARLA)).thenCalled();
  });

  it('the new holder is called to an earlier section that is reopened later', () => {
    const later = given(opened(), activated()).and(FINN.handsOver('modtager', FINN));
    later.when(ANNA.reopens('1A.2')).thenCalled('1A modtager: Finn Aa → 1A.2');
  });
});

describe('a vacant role', () => {
  const vacant = given(opened({ roller: VACANT }));

  it('is called without people, so that the kriseleder can be told', () => {
    vacant.when(EVA.starts(1)).thenCalled('1A modtager: Eva Skov → 1A.1 1A.2 1A.3', '1A kriseleder: ingen → 1A.1 1A.2 1A.3');
  });

  it('is not called again while it stays vacant', () => {
    vacant.and(EVA.starts(1)).when(EVA.decides('1A.1', { valg: 'ja' })).thenCalled();
  });

  it('is called when somebody takes it', () => {
    vacant.and(EVA.starts(1)).when(GRY.handsOver('kriseleder', GRY)).thenCalled('1A kriseleder: Gry Lund → 1A.1 1A.2 1A.3');
  });
});

it('a step’s role is always one whose people the incident knows', () => {
  const roles = new Set(CONTENT.instrukser.flatMap((instruks) => instruks.afsnit.flatMap((afsnit) => afsnit.trin.flatMap((trin) => trin.roller))));
  expect([...roles].sort()).toEqual(['bemandingsansvarlig', 'kontaktperson', 'kriseleder', 'logfoerer', 'modtager', 'procesansvarlig', 'styregruppe']);
});
