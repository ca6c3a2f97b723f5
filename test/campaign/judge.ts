import type { Attempt, Entry, RoundRecord, Witness } from './record.ts';
import { expected, viewOf } from './view.ts';

/** What a round has broken of what is promised. Empty: nothing. */
export function judge(record: RoundRecord): string[] {
  return [
    ...judgeLog(record),
    ...judgeAttempts(record),
    ...judgeRows(record),
    ...judgeOrder(record),
    ...record.witnesses.flatMap((witness) => judgeWitness(record, witness)),
  ];
}

/** Every committed change has one event, and no event is without its change. */
function judgeLog({ changes, log, holes }: RoundRecord): string[] {
  const committed = counted(changes.map(({ tx, mark }) => `${mark} of transaction ${tx}`));
  const logged = counted(
    log.flatMap(({ tx, mark }) => (tx === null ? [] : [`${mark} of transaction ${tx}`])),
  );
  return [
    ...(holes === 0 ? [] : [`The log lacks ${holes} numbers.`]),
    ...differences(committed, logged, 'is committed', 'is in the log'),
  ];
}

/** What was acknowledged happened once, what was refused did not, and nothing else happened. */
function judgeAttempts({ attempts, log }: RoundRecord): string[] {
  const times = counted(log.flatMap(({ mark }) => (mark === null ? [] : [mark])));
  const known = new Set(attempts.map(({ mark }) => mark));
  const wrong = attempts.flatMap(({ mark, step, outcome }) => {
    const happened = times.get(mark) ?? 0;
    if (outcome === 'acknowledged' && happened !== 1)
      return [`${step} ${mark} was acknowledged and is ${happened} times in the log.`];
    if (outcome === 'refused' && happened !== 0)
      return [`${step} ${mark} was refused and is ${happened} times in the log.`];
    return happened > 1 ? [`${step} ${mark} is ${happened} times in the log.`] : [];
  });
  const invented = [...times.keys()].filter((mark) => !known.has(mark));
  return [...wrong, ...invented.map((mark) => `Nobody did ${mark}, and it is in the log.`)];
}

/** The events of a row stand in the order in which the row took them. */
function judgeRows({ changes, log }: RoundRecord): string[] {
  const versions = new Map(changes.map(({ mark, version }) => [mark, version]));
  const last = new Map<string, number>();
  return log.flatMap(({ subjectId, mark, seq }) => {
    const version = mark === null ? undefined : versions.get(mark);
    if (version === undefined) return [];
    const before = last.get(subjectId) ?? 0;
    last.set(subjectId, version);
    return version === before + 1
      ? []
      : [`At ${seq}, ${mark} made version ${version} of a row that stood at ${before}.`];
  });
}

/** What was acknowledged before another began stands before it. */
function judgeOrder({ attempts, log }: RoundRecord): string[] {
  const places = new Map(log.map(({ mark, seq }) => [mark, seq]));
  const placed = attempts.flatMap((attempt) => {
    const seq = places.get(attempt.mark);
    return seq === undefined ? [] : [{ ...attempt, seq }];
  });
  const ended = placed.filter(({ endedAt }) => endedAt !== null);
  ended.sort((a, b) => a.endedAt! - b.endedAt!);
  let next = 0;
  let highest: (Attempt & { seq: number }) | undefined;
  return placed
    .toSorted((a, b) => a.beganAt - b.beganAt)
    .flatMap((attempt) => {
      while (next < ended.length && ended[next]!.endedAt! < attempt.beganAt) {
        const over = ended[next++]!;
        if (!highest || over.seq > highest.seq) highest = over;
      }
      return highest && highest.seq > attempt.seq
        ? [`${attempt.mark} stands before ${highest.mark}, acknowledged before it began.`]
        : [];
    });
}

/** A subscriber was told everything that concerns it, once and in order, in an unbroken chain. */
function judgeWitness(record: RoundRecord, { plan, from, told, brokenLinks }: Witness): string[] {
  const who = `The ${plan.transport} that looks at ${plan.view} from ${from}`;
  const wanted = expected(viewOf(plan.view, record), record.log, from);
  const line = ({ seq, kind, name, subjectId }: (typeof wanted)[number]) =>
    `${seq} ${kind} ${name} ${subjectId}`;
  const lost = differences(
    counted(wanted.map(line)),
    counted(told.map(line)),
    'is due',
    'is told',
  ).map((difference) => `${who}: ${difference}`);
  const isOrdered = told.every(({ seq }, index) => index === 0 || seq > told[index - 1]!.seq);
  const gone = new Set(record.log.filter(({ isGone }) => isGone).map(({ subjectId }) => subjectId));
  const bare = told.filter(({ kind, hasSubject, seq }) =>
    hasSubject ? kind === 'LEAVE' : kind === 'CHANGE' && !gone.has(subjectAt(record.log, seq)),
  );
  return [
    ...brokenLinks.map((link) => `${who}: its chain is broken, ${link}`),
    ...lost,
    ...(isOrdered ? [] : [`${who}: told out of order, ${told.map(({ seq }) => seq).join(' ')}`]),
    ...bare.map(({ seq, kind }) => `${who}: the ${kind} at ${seq} has the wrong subject.`),
  ];
}

function subjectAt(log: readonly Entry[], seq: number): string {
  return log.find((entry) => entry.seq === seq)?.subjectId ?? '';
}

function counted(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function differences(
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
  isLeft: string,
  isRight: string,
): string[] {
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((one) => {
    const [a, b] = [left.get(one) ?? 0, right.get(one) ?? 0];
    return a === b ? [] : [`${one} ${isLeft} ${a} times and ${isRight} ${b} times.`];
  });
}
