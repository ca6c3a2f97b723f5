import { RouterProvider } from '@tanstack/react-router';
import { router } from './routes.tsx';

/** Every page, for who is signed in. */
export function SignedIn() {
  return <RouterProvider router={router} />;
}
