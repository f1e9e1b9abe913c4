/// Services that speak OpenAI's chat completions: OpenAI itself, OpenRouter, and whatever is
/// compatible with them (Ollama, vLLM, llama.cpp).
///
/// Imports `answer`'s and `outbound`'s roots, Spring and Jackson. Start at [OpenAiModel]; what they
/// understand differently stands in [Dialect].
@NullMarked
package researchpaas.answer.openai;

import org.jspecify.annotations.NullMarked;
