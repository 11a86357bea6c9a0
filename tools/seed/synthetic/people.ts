/** Invented people. No name, number or date belongs to anyone. */
export interface Person {
  /** All three groups where there are some: alphabetic=ideographic=phonetic. */
  name: string;
  id: string;
  issuer: string;
  birthDate: string;
  sex: 'F' | 'M' | 'O';
}

const issuer = 'EXAMPLE-HOSPITAL';

export const people = {
  jane: { name: 'Example^Jane^Quinn', id: 'EX-1001', issuer, birthDate: '19710412', sex: 'F' },
  tarou: {
    name: 'Rei^Tarou=例^太郎=れい^たろう',
    id: 'EX-1002',
    issuer,
    birthDate: '19850930',
    sex: 'M',
  },
  olga: { name: 'Primer^Olga=Пример^Ольга', id: 'EX-1003', issuer, birthDate: '19640101', sex: 'F' },
  juergen: { name: 'Müster^Jürgen^^Dr.', id: 'EX-1004', issuer, birthDate: '19901224', sex: 'M' },
} as const satisfies Record<string, Person>;
