import { paymentsPipeline } from '../payments-pipeline.js';

export const kafkaStreams = paymentsPipeline('kafka-streams', true);
