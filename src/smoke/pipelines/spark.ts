import { paymentsPipeline } from '../payments-pipeline.js';

export const spark = paymentsPipeline('spark', false);
