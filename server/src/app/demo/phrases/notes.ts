import type { NoteKey } from '../moments.ts';

// `subject | body`, as in a phrasebook. The firm's own language is English.
export const notes: Readonly<Record<NoteKey, readonly string[]>> = {
  noteLead: [
    'Promising lead | Looks at the {machine} for a second location. Budget not known yet, so start with leasing figures.',
    'Lead checked | Fits our size. Currently uses a competitor’s machine whose contract ends this year.',
    'First impression | {given} decides alone and quickly. Wants numbers, not brochures.',
  ],
  noteQuote: [
    'After the call on {quote} | Price is fine, timing is not. If we can install within two weeks, {units} × {machine} are ours.',
    'Tactics for {quote} | Do not lower the price. Offer the training morning and a free {grinder} service instead.',
    '{quote}: chances | I would say 70 %. {given} wants to taste before signing; bring {beans}.',
  ],
  noteLost: [
    'Why we lost {quote} | Lost to a machine on loan. We have no answer to that below 20 kg a month.',
    '{quote} closed as lost | Budget stop, nothing to do with us. Put on the list for next spring.',
  ],
  noteService: [
    'For the technician, {ticket} | Bring burrs and a gasket set. Entrance at the rear, ask for {given}.',
    '{ticket}: history | Second fault within a year on this one. If it happens again we should exchange it.',
    '{ticket}: workshop | Still under warranty. Spare part is on the shelf in the workshop, bay 3.',
  ],
  noteInvoice: [
    'Invoice {invoice} | Purchase number was missing in our master data. Added, so it should not happen again.',
    '{invoice} settled | Credit approved. Delivery is free for this customer from 10 kg.',
  ],
  noteReview: [
    'After the review | Wants price stability more than discounts. A six-month fixed price for {beans} would close it.',
    'Review: ideas | Ask whether we may use them as a reference. The terrace needs a second {grinder} before summer.',
  ],
  noteChurn: [
    'At risk | Cancelled by mail. Two late deliveries in a row may be behind it; I will ask.',
    'Lost for now | Ended on good terms. Write again in six months, not before.',
  ],
};
