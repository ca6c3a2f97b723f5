export interface Priced {
  readonly name: string;
  /** Whole units of the customer's currency. */
  readonly price: number;
}

export const machines: readonly Priced[] = [
  { name: 'Varro Uno', price: 3_450 },
  { name: 'Varro Duo', price: 6_900 },
  { name: 'Varro Atelier', price: 9_800 },
  { name: 'Varro Compact', price: 2_250 },
  { name: 'Halden Bulk 10', price: 1_680 },
  { name: 'Halden Bulk 20', price: 2_390 },
];

export const grinders: readonly Priced[] = [
  { name: 'Molina 65', price: 890 },
  { name: 'Molina 80 E', price: 1_490 },
  { name: 'Molina Filter', price: 720 },
  { name: 'Molina Twin', price: 2_180 },
];

// Per kilogram.
export const beans: readonly Priced[] = [
  { name: 'Harbour Blend', price: 21 },
  { name: 'Dark Quay', price: 20 },
  { name: 'Kirinyaga AA', price: 36 },
  { name: 'Huila Select', price: 28 },
  { name: 'Sidamo Natural', price: 31 },
  { name: 'Tidal Decaf', price: 26 },
  { name: 'Araku Valley', price: 29 },
  { name: 'Gayo Mountain', price: 27 },
  { name: 'Night Watch Espresso', price: 22 },
  { name: 'Lighthouse Filter', price: 24 },
];

export const shopItems: readonly Priced[] = [
  { name: 'Harbour Blend 1 kg', price: 24 },
  { name: 'Kirinyaga AA 250 g', price: 13 },
  { name: 'Huila Select 500 g', price: 18 },
  { name: 'Sidamo Natural 250 g', price: 12 },
  { name: 'Tidal Decaf 500 g', price: 16 },
  { name: 'Araku Valley 250 g', price: 11 },
  { name: 'Gayo Mountain 500 g', price: 17 },
  { name: 'Lighthouse Filter 1 kg', price: 27 },
  { name: 'Night Watch Espresso 1 kg', price: 25 },
  { name: 'Molina Mini', price: 149 },
  { name: 'Molina Hand', price: 89 },
  { name: 'Halden Dripper 02', price: 29 },
  { name: 'Halden Kettle', price: 95 },
  { name: 'Halden Server 600 ml', price: 34 },
  { name: 'Varro Home', price: 640 },
  { name: 'Varro Jug 350 ml', price: 32 },
  { name: 'Varro Tamper 58 mm', price: 45 },
  { name: 'Varro Knock Box', price: 39 },
];
