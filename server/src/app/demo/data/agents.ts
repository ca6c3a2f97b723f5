import type { PlannedAgent } from '../story.ts';

export const companyName = 'Marlow & Venn Coffee';

// The owner is whoever signs in first; he or she leads the firm and stands in no arc.
export const agents: readonly PlannedAgent[] = [
  {
    key: 'owner',
    name: 'Judith Venn',
    email: 'judith.venn@marlowvenn.example',
    role: 'OWNER',
    languages: ['en'],
  },
  {
    key: 'daan',
    name: 'Daan Hofstra',
    email: 'daan.hofstra@marlowvenn.example',
    role: 'ADMIN',
    languages: ['nl', 'en', 'id'],
  },
  {
    key: 'grace',
    name: 'Grace Okafor',
    email: 'grace.okafor@marlowvenn.example',
    role: 'MANAGER',
    languages: ['en', 'fr'],
  },
  {
    key: 'lukas',
    name: 'Lukas Brandt',
    email: 'lukas.brandt@marlowvenn.example',
    role: 'MANAGER',
    languages: ['de', 'en'],
  },
  {
    key: 'elif',
    name: 'Elif Aksoy',
    email: 'elif.aksoy@marlowvenn.example',
    role: 'AGENT',
    languages: ['tr', 'de', 'nl'],
  },
  {
    key: 'camille',
    name: 'Camille Roussel',
    email: 'camille.roussel@marlowvenn.example',
    role: 'AGENT',
    languages: ['fr', 'es', 'nl'],
  },
  {
    key: 'sravani',
    name: 'Sravani Pothuri',
    email: 'sravani.pothuri@marlowvenn.example',
    role: 'AGENT',
    languages: ['te', 'en'],
  },
  {
    key: 'tomas',
    name: 'Tomás Herrera',
    email: 'tomas.herrera@marlowvenn.example',
    role: 'AGENT',
    languages: ['es', 'de', 'en', 'id'],
  },
  {
    key: 'ruth',
    name: 'Ruth Bakker',
    email: 'ruth.bakker@marlowvenn.example',
    role: 'VIEWER',
    languages: [],
  },
];
