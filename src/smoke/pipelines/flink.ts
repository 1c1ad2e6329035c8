import { paymentsPipeline } from '../payments-pipeline.js';

export const flink = paymentsPipeline('flink', true);
