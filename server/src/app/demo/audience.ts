/** A language in which the firm is written to, and answers. */
export type Language = 'en' | 'de' | 'nl' | 'tr' | 'fr' | 'es' | 'id' | 'te';

/** What somebody does on the customer's side, which decides what happens between us. */
export type CustomerPart = 'decider' | 'buyer' | 'barista' | 'accounts' | 'private';
