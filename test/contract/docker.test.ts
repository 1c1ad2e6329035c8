import { describe } from 'vitest';
import { docker, hasDocker } from '../docker/docker-home.js';
import { dockerContract } from './docker-contract.js';

describe.skipIf(!hasDocker)('on a real daemon', () => {
  dockerContract(docker);
});
