// Whether who is signed in operates the cloud: undefined until that is known. It decides what is offered
// alone; what is allowed is the server's to say, call by call.
import { effect, signal } from '@preact/signals';
import { ApiError, call } from './api/call';
import { session } from './api/session';
import type { Keys } from './api/sign';

export const isOperator = signal<boolean>();

effect(() => {
  isOperator.value = undefined;
  if (session.value) void ask(session.value);
});

// An action for operators that is answered whatever fails.
async function ask(keys: Keys) {
  const isRefused = await call('terrane', 'DescribeFaults', {}, undefined, { keys }).then(() => false,
    (error: unknown) => error instanceof ApiError && error.code.startsWith('UnauthorizedOperation'));
  if (session.peek() === keys) isOperator.value = !isRefused;
}
