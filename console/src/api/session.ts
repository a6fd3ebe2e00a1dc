// Who is signed in: held in this tab alone, and sent nowhere but in signatures.
import { signal } from '@preact/signals';
import type { Keys } from './sign';

const storageName = 'terrane.keys';

function kept(): Keys | undefined {
  const text = sessionStorage.getItem(storageName);
  return text ? (JSON.parse(text) as Keys) : undefined;
}

export const session = signal<Keys | undefined>(kept());

export function signIn(keys: Keys) {
  sessionStorage.setItem(storageName, JSON.stringify(keys));
  session.value = keys;
}

export function signOut() {
  sessionStorage.removeItem(storageName);
  session.value = undefined;
}
