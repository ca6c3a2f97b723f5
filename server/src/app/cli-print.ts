import { envExample } from '../platform/env-example.ts';

export async function printSchema(): Promise<void> {
  const { printedSchema } = await import('./schema.ts');
  process.stdout.write(printedSchema());
}

export function printEnvExample(): void {
  process.stdout.write(envExample());
}
