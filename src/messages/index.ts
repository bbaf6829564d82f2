export {
  filled,
  labelText,
  sentence,
  type FactSentences,
  type LabelKey,
  type LabelParams,
  type Messages,
} from './messages.ts';
