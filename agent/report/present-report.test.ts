import type { Report } from '#domain/report/report.ts';
import { passagesText, presentReport, reportText } from './present-report.ts';

const SALES: Report = {
  columns: [
    { name: 'product', kind: 'text' },
    { name: 'sum of total', kind: 'money' },
    { name: 'currency', kind: 'text' },
  ],
  rows: [
    ['Baguette', 1275, 'USD'],
    ['Challah', null, 'USD'],
  ],
  truncated: false,
};

test('amounts are written with their currency, minor units never shown', () => {
  expect(presentReport(SALES).rows).toEqual([
    ['Baguette', '12.75 USD', 'USD'],
    ['Challah', null, 'USD'],
  ]);
  expect(reportText(SALES)).toBe('product – sum of total\n• Baguette – 12.75 USD\n• Challah – –');
});

test('one row is a sentence of its columns; none says so; more are cut visibly', () => {
  expect(reportText({ columns: [{ name: 'count', kind: 'number' }], rows: [[0]], truncated: false })).toBe('count: 0');
  expect(reportText({ ...SALES, rows: [] })).toBe('Nothing was found.');
  const many = { ...SALES, rows: Array.from({ length: 30 }, () => ['x', 1, 'USD']) };
  expect(reportText(many).split('\n')).toHaveLength(22);
});

test('passages are quoted with document, page or section', () => {
  const passage = {
    documentId: 'd',
    document: 'Terms',
    section: 'Returns',
    page: null,
    text: 'Within 14 days.',
    relevance: 1,
  };
  expect(passagesText([passage])).toBe('Terms (Returns): Within 14 days.');
  expect(passagesText([{ ...passage, page: 2 }])).toBe('Terms, page 2: Within 14 days.');
  expect(passagesText([])).toMatch(/say nothing/);
});
