// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { runningView } from '../testing/fixtures.ts';
import { RoundDots } from './round-dots.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

test.each([
  [2, 4, 4],
  [7, 4, 7],
  [1000, 4, 12],
  [1e9, 4, 12],
])('UI-147 in round %s of %s there are %s dots', (round, rounds, dots) => {
  render(<RoundDots view={{ ...runningView, round, rounds }} />);
  expect(document.querySelectorAll('[data-dot]')).toHaveLength(dots);
});
