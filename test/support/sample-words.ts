// What a seed turns into: numbers, invented learners and reviewer texts for sample.ts. No word here is about a real person;
// every address is under a name reserved for examples (RFC 2606).

/** xoshiro128**: 128 bits of state, so that a million attempt codes and the streams of many exams cannot meet. */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  constructor(seed: number, salt = 0) {
    let state = (seed ^ Math.imul(salt + 1, 0x9e3779b1)) >>> 0;
    const next = () => {
      state = (state + 0x9e3779b9) | 0;
      let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return z ^ (z >>> 15);
    };
    this.a = next();
    this.b = next() ^ salt;
    this.c = next();
    this.d = next() | 1;
    // The first numbers of neighbouring salts look alike until the state has been stirred.
    for (let i = 0; i < 6; i += 1) this.bits();
  }

  bits(): number {
    const product = Math.imul(this.b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** 0 ≤ x < 1 */
  unit(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.unit() * (to - from + 1));
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.unit() * items.length)]!;
  }

  weighted<T>(pairs: readonly (readonly [T, number])[]): T {
    let total = 0;
    for (const [, weight] of pairs) total += weight;
    let left = this.unit() * total;
    for (const [item, weight] of pairs) {
      left -= weight;
      if (left < 0) return item;
    }
    return pairs[pairs.length - 1]![0];
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.bits().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  /** Upper-case UUID of version 4, as edx-proctoring writes attempt codes. */
  uuid(): string {
    const h = this.hex(32).toUpperCase();
    const variant = '89AB'[this.bits() >>> 30];
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
  }
}

const firstNames =
  `ana li omar maya jonas priya tomas aisha kofi elena diego yuki nadia pavel ines ravi lucia samir greta
hugo leila marco anja bola chen dina emil farah goran hana igor jana karim lars mina nils olga pedro quinn rosa sven tara umar vera
wanda xenia yara zoe amir brigit carlos doris eva felix gita hedda ivo joan kaya luis mara noor otto`.split(/\s+/);

const lastNames =
  `petrova wei haddad okafor berg sharma novak mensah santos kimura olsen castro meyer farouk lindqvist costa
adeyemi keller ivanov tanaka moreau silva patel hassan jansen rossi demir kowalska nguyen baker osei vargas lund park reyes fischer
aziz dubois bakke torres weber khan horvat sato mbeki ferrari bauer dogan clarke ortega`.split(/\s+/);

// ENABLE_UNICODE_USERNAME lets a platform hold names like these (Domain §6).
const unicodeNames = [
  'Иван.Примеров',
  'Ольга Образцова',
  'مريم_مثال',
  'ישראלה.דוגמה',
  '李示例',
  '김예시',
  'さくら例',
  'Σοφία_Δείγμα',
  'José Ejemplo',
  'Çağla_Örnek',
  'अनन्या.उदाहरण',
  'Zoë Beispiel',
];

const mailDomains: readonly (readonly [string, number])[] = [
  ['example.com', 60],
  ['example.org', 25],
  ['mail.example.com', 8],
  ['uni.example.org', 7],
];

const tracks: readonly (readonly [string, number])[] = [
  ['verified', 70],
  ['masters', 8],
  ['audit', 7],
  ['professional', 4],
  ['honor', 4],
  ['credit', 3],
  ['Unknown', 2],
  ['no-id-professional', 1],
  ['executive-education', 1],
];

const timeFactors: readonly (readonly [number, number])[] = [
  [1, 93],
  [1.5, 4],
  [2, 2],
  [1.25, 1],
];

export interface Learner {
  readonly username: string;
  readonly email: string;
  readonly track: string;
  /** 1, or more for a learner who is always given longer. */
  readonly timeFactor: number;
  readonly studentId: string;
  readonly anonymousId: string;
}

/** The same learner for the same seed and number, so that nothing about learners needs to be kept while rows stream. */
export function learnerAt(seed: number, index: number): Learner {
  const random = new Random(seed, 1_000_003 + index);
  // Each run of (first names × last names) learners has every pair once; 1949 has no factor in common with their product.
  const pairs = firstNames.length * lastNames.length;
  const pair = (index * 1949 + ((seed >>> 0) % pairs)) % pairs;
  const first = firstNames[pair % firstNames.length]!;
  const last = lastNames[Math.floor(pair / firstNames.length)]!;
  const round = Math.floor(index / pairs);
  const suffix = round === 0 ? '' : String(round + 1);
  let username = random.pick([
    `${first}_${last}${suffix}`,
    `${first}${last}${suffix}`,
    `${first}${1000 + index}`,
    `${first}-${last}${suffix}`,
    `${first[0]}${last}${100 + index}`,
    `${first[0]!.toUpperCase()}${first.slice(1)}_${last[0]!.toUpperCase()}${index}`,
  ]);
  let email = `${first}.${last}${suffix}@${random.weighted(mailDomains)}`;
  const kind = random.unit();
  if (kind < 0.025) {
    username = `${random.pick(unicodeNames)}${index}`;
  } else if (kind < 0.031) {
    username = `retired__user_${random.hex(40)}`;
    email = `${username}@retired.invalid`;
  }
  return {
    username,
    email,
    track: random.weighted(tracks),
    timeFactor: random.weighted(timeFactors),
    studentId: String(20_000 + index * 7),
    anonymousId: random.hex(32),
  };
}

const suspiciousTexts = `Browsing other websites
Photo ID not provided
Photo ID is blurry or unreadable
Photo ID does not match the learner
Another person in the room
Another person's voice heard
Phone in hand
Phone used during the exam
Second computer or monitor in use
Reading the exam aloud to another person
Help from another person
Notes or paper used
Book open on the desk
Left the room during the exam
Searching for answers on the internet
Messaging program open
Remote desktop program running
Camera covered
Headphones worn`.split('\n');

const violationTexts = `Exam environment not confirmed
Browsing local computer
Looking away from computer
Looking away from computer frequently
Room scan not complete
Music playing
TV playing in the background
Headphones on the desk
Background noise
Face partly out of view
Poor lighting, face not visible
Desk not clear
Hat or hood worn
Eating during the exam
Webcam recording was interrupted
Screen recording missing for part of the exam`.split('\n');

// {t} a time of day, {e} time elapsed, {n} a small number, {c} a case number.
const remarkTexts = [
  'At {t} a second person enters the room, speaks for about {n} minutes and leaves',
  'Learner looks to the left {n} times between {e} and {e}',
  'Phone visible on the desk at {e}; not touched afterwards',
  'Left the room at {e}, back after {n} minutes',
  'Opened https://www.example.com/search?q=chapter+{n}&page=1 at {t}',
  'Reviewer note: "ID shown, name does not match" ({t} UTC)',
  'Papers under the keyboard, moved twice ({e}, {e})',
  'Headphones on from {e}; asked to remove them; removed at {e}',
  'Voice heard: "what did you write for number {n}?"',
  'No room scan\nDesk not shown\nDoor open from {e}',
  'Second monitor switched on at {t}\r\nContent of that screen is not visible',
  'See case {c}: support@example.com was told at {t}',
  'Calculator used, which this exam allows (question {n})',
  'Conversation in another language; not understood, {n} minutes from {e}',
  'Écran noir de {e} à {e} — caméra débranchée',
  'Посторонний голос в {t}, около {n} мин.',
  'Sharing screen with “Remote Helper”, window title: Final, Part "B"',
];

// Reviewers do begin a remark like this, and a spreadsheet takes it for a formula.
const formulaTexts = [
  '=> phone in hand at {e}',
  '- another person in the room, {n} minutes',
  '=== flagged twice ===',
  '+1 person at {t}',
  '@ {e} looks at notes',
  '=HYPERLINK("https://www.example.com/clip/{c}","clip")',
];

const two = (value: number) => String(value).padStart(2, '0');

/** Times within one remark go forward, from the start of the attempt. */
function fill(text: string, startedMs: number, random: Random): string {
  if (!text.includes('{')) return text;
  let elapsed = 0;
  return text.replace(/\{([tenc])\}/g, (_, key: string) => {
    if (key === 'n') return String(random.whole(2, 12));
    if (key === 'c') return String(random.whole(100_000, 999_999));
    elapsed += elapsed === 0 ? random.whole(60, 2400) : random.whole(15, 420);
    if (key === 't') return new Date(startedMs + elapsed * 1000).toISOString().slice(11, 19);
    return `00:${two(Math.floor(elapsed / 60))}:${two(elapsed % 60)}`;
  });
}

export type RemarkKind = 'usual' | 'remark' | 'formula';

/** One reviewer's comment. Most are ticks in a provider's list and so repeat word for word; few are typed by hand. */
export function comment(
  column: 'suspicious' | 'violation',
  kind: RemarkKind,
  startedMs: number,
  random: Random,
): string {
  if (kind === 'formula') return fill(random.pick(formulaTexts), startedMs, random);
  if (kind === 'remark') return fill(random.pick(remarkTexts), startedMs, random);
  return random.pick(column === 'suspicious' ? suspiciousTexts : violationTexts);
}
