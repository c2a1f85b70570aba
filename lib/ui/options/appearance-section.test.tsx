// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { openOptions } from './testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

it('LANG-1 chooses the language, or the browser’s', () => {
  const { environment } = openOptions();
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Language' });
  expect(choice.selectedOptions[0]?.textContent).toBe('Same as browser');
  fireEvent.change(choice, { target: { value: 'pt_BR' } });
  expect(environment.language.choose).toHaveBeenLastCalledWith('pt_BR');
  fireEvent.change(choice, { target: { value: '' } });
  expect(environment.language.choose).toHaveBeenLastCalledWith(null);
});

it('UI-19 chooses the colours', () => {
  const { environment } = openOptions();
  fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(environment.setTheme).toHaveBeenCalledWith('dark');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' }).checked).toBe(true);
});
