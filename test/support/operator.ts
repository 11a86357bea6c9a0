/** An operator as a build is told of one (VITE_OPERATOR). */
export const operator = {
  name: 'Praxis Dr. Berg',
  address: 'Hauptstraße 1, 10115 Berlin',
  privacyEmail: 'privacy@berg.example',
  supportEmail: 'hello@berg.example',
  securityEmail: 'security@berg.example',
  supervisoryAuthority: { name: 'BlnBDI', url: 'https://www.datenschutz-berlin.de' },
  dataLocation: 'Belgium',
  effectiveDate: '2026-03-01',
  retentionDays: { serverLogs: 14, backups: 0, deletedImages: 7 },
};
