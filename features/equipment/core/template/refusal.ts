/** Thrown inside the evaluator only, and turned into a `Result` at its door. */
export class TemplateRefusal extends Error {}
