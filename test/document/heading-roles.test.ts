import { describe, expect, it } from 'vitest';
import { headingRole } from '../../src/document/heading-roles.js';

describe('the name of a heading', () => {
  it.each([
    ['Who we are', 'about'],
    ['What we are looking for in a cook', 'must'],
    ['Who are we looking for?', 'must'],
    ['What we would love to see', 'must'],
    ['The kitchen is for you if you', 'must'],
    ['Responsibilities & requirements', 'duties'],
    ['Requirements', 'must'],
    ['You are responsible for:', 'duties'],
    ['You are patient', 'must'],
    ['Once you know the kitchen, you will:', 'duties'],
    ['Reporting to', 'other'],
    ['Reporting to the head cook, you will be responsible for:', 'duties'],
    ['In 3 months', 'other'],
    ['In 3 months you’ll', 'duties'],
    ['Purpose of the role', 'role'],
    ['Primary purpose of the department', 'about'],
    ['Why join us?', 'benefits'],
    ['Join us!', 'apply'],
    ['What you can expect from us', 'benefits'],
    ['What you can expect from the hiring process', 'apply'],
    ['What the kitchen offers:', 'benefits'],
    ['Fraudulent job offers', undefined],
    ['Preferred location', 'place'],
    ['Preferred skills', 'nice'],
    ['Our values', 'about'],
    ['Our engineering culture', 'about'],
    ['Get to know us', 'about'],
    ['What’s the role?', 'role'],
    ['Key responsibilites', 'duties'],
    ['In your first 30 days', 'duties'],
    ['Projects you could work on', 'duties'],
    ['You may also have', 'nice'],
    ['Our cooks may also have dogs', undefined],
    ['We’d love to hear from you if you', 'must'],
    ['Hiring timeline', 'apply'],
    ['Tools we use', 'other'],
    ['Bread and butter', undefined],
  ])('“%s” says %s', (heading, role) => {
    expect(headingRole(heading)).toBe(role);
  });
});
